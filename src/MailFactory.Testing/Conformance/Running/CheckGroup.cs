namespace MailFactory.Testing.Conformance.Running;

/// <summary>Checks that follow one another in the suite.</summary>
/// <param name="Together">Whether none of them disturbs another, so that they may run at the same time.</param>
/// <param name="Checks">The checks, in their order.</param>
internal sealed record CheckGroup(bool Together, IReadOnlyList<Check> Checks);
