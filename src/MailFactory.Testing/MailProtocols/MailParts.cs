using MailFactory.Testing.Runs;

namespace MailFactory.Testing.MailProtocols;

/// <summary>Which optional parts a mail server has, and why it lacks those that were asked for.</summary>
internal sealed record MailParts
{
    /// <summary>How many KiB a mailbox holds where <see cref="MailPart.Quota"/> was set up.</summary>
    internal const int QuotaKiB = 30 * 1024;

    /// <summary>The parts that it has.</summary>
    public IReadOnlyList<MailPart> Present { get; init; } = [];

    /// <summary>Why it lacks a part, in a sentence without a full stop.</summary>
    public IReadOnlyDictionary<MailPart, string> NotOffered { get; init; } = new Dictionary<MailPart, string>();

    /// <summary>What a part is called.</summary>
    internal static string Name(MailPart part) => part.ToString().ToLowerInvariant();
}
