namespace Nuke.Common.Completion;

/// <summary>The shells that this engine completes for.</summary>
internal enum CompletionShell
{
    /// <summary>GNU bash.</summary>
    Bash,

    /// <summary>The Z shell.</summary>
    Zsh,
}
