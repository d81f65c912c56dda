using System.Security.Cryptography.X509Certificates;

namespace MailFactory.Testing.Tests.MailProtocols;

/// <summary>What a scripted service says.</summary>
internal sealed record Script
{
    /// <summary>The first line; nothing is said when empty.</summary>
    public required string Greeting { get; init; }

    /// <summary>
    /// Patterns of client lines, without an IMAP tag, and the answers; the first that matches counts. A message is one line behind
    /// <c>&lt;message&gt;</c>.
    /// </summary>
    public required IReadOnlyList<Rule> Clear { get; init; }

    /// <summary>The same inside TLS.</summary>
    public IReadOnlyList<Rule> Secure { get; init; } = [];

    /// <summary>
    /// The answer to any other line; <c>{tag}</c> is replaced by its first word, <c>{asked}</c> by that of the line that was answered with
    /// "+" before it, <c>{random}</c> by another number each time.
    /// </summary>
    public string Otherwise { get; init; } = "500 5.5.2 what?";

    /// <summary>Whether TLS comes before the greeting.</summary>
    public bool ImplicitTls { get; init; }

    /// <summary>Whether any TLS version that is offered is taken.</summary>
    public bool TakesAnyTls { get; init; }

    /// <summary>Whether what was received in clear text behind STARTTLS is obeyed inside TLS.</summary>
    public bool CarriesOver { get; init; }

    /// <summary>What ends a message besides CRLF . CRLF.</summary>
    public IReadOnlyList<string> FalseEnds { get; init; } = [];

    /// <summary>
    /// Whether SMTP's MAIL is refused until HELO or EHLO was said, RCPT until a sender was accepted, and DATA until a recipient was.
    /// </summary>
    public bool KeepsOrder { get; init; }

    /// <summary>Whether STARTTLS leaves a transaction as it is.</summary>
    public bool RemembersAcrossTls { get; init; }

    /// <summary>Whether RSET is answered and nothing is forgotten.</summary>
    public bool RemembersAcrossReset { get; init; }

    /// <summary>Whether every recipient is taken once a login was tried, whatever was answered to it.</summary>
    public bool LetsInWhoeverTried { get; init; }

    /// <summary>Whether every recipient is taken behind one that was accepted.</summary>
    public bool RelaysBehindOwn { get; init; }

    /// <summary>How many recipients are put off (450) before any is answered otherwise.</summary>
    public int PutsOff { get; init; }

    /// <summary>The size above which a message is refused with 552; none when null.</summary>
    public int? SizeLimit { get; init; }

    /// <summary>How many recipients a session may have; more are answered with 452; no limit when null.</summary>
    public int? MostRecipients { get; init; }

    /// <summary>How long each answer takes.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The certificate shown.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>This script with a rule before all others, in both states.</summary>
    public Script With(string pattern, string reply) =>
        this with
        {
            Clear = [new Rule(pattern, reply), .. Clear],
            Secure = [new Rule(pattern, reply), .. Secure],
        };
}

/// <summary>
/// An answer; the words <c>&lt;tls&gt;</c>, <c>&lt;close&gt;</c> and <c>&lt;silence&gt;</c> as its last line start TLS, hang up, or say
/// nothing; <c>&lt;wait&gt;</c> is a second's pause.
/// </summary>
internal sealed record Rule(string Pattern, string Reply);
