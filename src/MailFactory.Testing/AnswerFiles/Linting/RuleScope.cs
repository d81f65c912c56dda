namespace MailFactory.Testing.AnswerFiles.Linting;

/// <summary>A rule that may hold for some releases only; a family's name stands for all of its releases.</summary>
internal abstract record RuleScope
{
    /// <summary>The releases it holds for, such as <c>fedora-41</c> or <c>el</c>; all when empty.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>The releases it does not hold for.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];

    /// <summary>Whether it holds for a release.</summary>
    public bool HoldsFor(string release)
    {
        return (Only.Count == 0 || Only.Any(Names)) && !Except.Any(Names);

        bool Names(string name) => release == name || release.StartsWith($"{name}-", StringComparison.Ordinal);
    }
}
