namespace MailFactory.Testing.Conformance;

/// <summary>A check cannot be made from where the tester is, which says nothing about the server.</summary>
/// <param name="reason">Why, and what would change it.</param>
internal sealed class CheckSkippedException(string reason) : Exception(reason);
