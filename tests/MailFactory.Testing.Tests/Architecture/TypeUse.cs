namespace MailFactory.Testing.Tests.Architecture;

/// <summary>One type of ours uses another.</summary>
/// <param name="FromRoom">The namespace of the using type.</param>
/// <param name="From">The using type.</param>
/// <param name="ToRoom">The namespace of the used type.</param>
/// <param name="To">The used type.</param>
internal sealed record TypeUse(string FromRoom, string From, string ToRoom, string To);
