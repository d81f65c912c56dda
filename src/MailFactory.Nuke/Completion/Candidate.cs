namespace Nuke.Common.Completion;

/// <summary>A word that could stand at the cursor, and what it means.</summary>
internal readonly record struct Candidate(string Text, string Description)
{
    /// <summary>Stands for all files and directories, which the shell knows better.</summary>
    public static Candidate Files { get; } = new(":files", string.Empty);

    /// <summary>The form that the shell's script reads: one line, with a tab between the word and its meaning.</summary>
    public override string ToString() => $"{Text}\t{Description?.ReplaceLineEndings(" ")}";
}
