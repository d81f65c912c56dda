namespace MailFactory.Testing.Conformance.Running;

/// <summary>Checks that follow one another in the suite.</summary>
/// <param name="together">Whether none of them disturbs another, so that they may run at the same time.</param>
/// <param name="checks">The checks, in their order.</param>
internal sealed class CheckGroup(bool together, IReadOnlyList<Check> checks)
{
    /// <summary>Whether none of them disturbs another, so that they may run at the same time.</summary>
    public bool Together { get; } = together;

    /// <summary>The checks, in their order.</summary>
    public IReadOnlyList<Check> Checks { get; } = checks;
}
