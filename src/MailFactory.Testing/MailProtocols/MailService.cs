namespace MailFactory.Testing.MailProtocols;

/// <summary>A service of the mail server; the number is its registered TCP port.</summary>
internal enum MailService
{
    /// <summary>SMTP between servers (RFC 5321).</summary>
    Smtp = 25,

    /// <summary>POP3 with STLS (RFC 1939, RFC 2595).</summary>
    Pop3 = 110,

    /// <summary>IMAP with STARTTLS (RFC 9051).</summary>
    Imap = 143,

    /// <summary>Message submission over implicit TLS (RFC 8314).</summary>
    Submissions = 465,

    /// <summary>Message submission with STARTTLS (RFC 6409).</summary>
    Submission = 587,

    /// <summary>IMAP over implicit TLS (RFC 8314).</summary>
    Imaps = 993,

    /// <summary>POP3 over implicit TLS (RFC 8314).</summary>
    Pop3s = 995,

    /// <summary>ManageSieve with STARTTLS (RFC 5804), where Sieve was set up.</summary>
    ManageSieve = 4190,
}
