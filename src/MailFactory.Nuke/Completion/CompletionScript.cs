using System.Reflection;

namespace Nuke.Common.Completion;

/// <summary>What <c>--completion SHELL</c> prints: a script to load into that shell.</summary>
internal static class CompletionScript
{
    public static string Of(CompletionShell shell)
    {
        var name = $"Completion/completion.{shell.ToString().ToLowerInvariant()}";
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The engine was built without {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().TrimEnd();
    }
}
