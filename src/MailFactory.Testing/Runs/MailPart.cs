namespace MailFactory.Testing.Runs;

/// <summary>An optional part of a mail server; its name in lower case is what users and scripts call it.</summary>
internal enum MailPart
{
    /// <summary>Sieve at delivery, and ManageSieve on port 4190 (RFC 5228, RFC 5804).</summary>
    Sieve,

    /// <summary>A limit on what a mailbox holds (RFC 9208), of which Postfix is told before it takes a message.</summary>
    Quota,

    /// <summary>rspamd as a milter, with DKIM signatures (RFC 6376).</summary>
    Spam,

    /// <summary>ClamAV as a milter.</summary>
    Virus,
}
