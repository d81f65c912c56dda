namespace MailFactory.Testing.MailProtocols;

/// <summary>
/// What may be sent through a server that somebody runs: mail to addresses that its owner named, and no more than a number. It is asked on
/// the wire, so that no check can forget it.
/// </summary>
/// <param name="addresses">The addresses.</param>
/// <param name="mostMails">How many mails.</param>
internal sealed class MailGuard(IReadOnlyCollection<string> addresses, int mostMails)
{
    /// <summary>A domain that nobody can have (RFC 2606 section 2), so that mail to it reaches nobody.</summary>
    public const string NobodysDomain = "mail-factory.invalid";

    private int _sent;

    /// <summary>How many mails were sent.</summary>
    public int Sent => Math.Min(_sent, mostMails);

    /// <summary>Whether mail may be sent to an address.</summary>
    internal bool Allows(string address) =>
        addresses.Contains(address, StringComparer.OrdinalIgnoreCase)
        || address.EndsWith($"@{NobodysDomain}", StringComparison.OrdinalIgnoreCase);

    /// <summary>Throws <see cref="MailGuardException"/> when one of the addresses was not named.</summary>
    internal void Ensure(IEnumerable<string> recipients)
    {
        if (recipients.FirstOrDefault(recipient => !Allows(recipient)) is { } stranger)
        {
            throw new MailGuardException($"mail to <{stranger}> is not sent, because --accounts does not name that address");
        }
    }

    /// <summary>Counts a mail that is about to be sent; throws <see cref="MailGuardException"/> when it may not be.</summary>
    internal void Count(IEnumerable<string> recipients)
    {
        Ensure(recipients);
        if (Interlocked.Increment(ref _sent) > mostMails)
        {
            throw new MailGuardException($"no more mail is sent: the limit of {mostMails} is reached");
        }
    }
}
