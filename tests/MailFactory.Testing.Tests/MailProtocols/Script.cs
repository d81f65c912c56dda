using System.Security.Cryptography.X509Certificates;

namespace MailFactory.Testing.Tests.MailProtocols;

/// <summary>What a scripted service says.</summary>
internal sealed record Script
{
    /// <summary>The first line; nothing is said when empty.</summary>
    public required string Greeting { get; init; }

    /// <summary>Patterns of client lines, without an IMAP tag, and the answers; the first that matches counts.</summary>
    public required IReadOnlyList<Rule> Clear { get; init; }

    /// <summary>The same inside TLS.</summary>
    public IReadOnlyList<Rule> Secure { get; init; } = [];

    /// <summary>The answer to any other line; <c>{tag}</c> is replaced.</summary>
    public string Otherwise { get; init; } = "500 5.5.2 what?";

    /// <summary>Whether TLS comes before the greeting.</summary>
    public bool ImplicitTls { get; init; }

    /// <summary>Whether any TLS version that is offered is taken.</summary>
    public bool TakesAnyTls { get; init; }

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

/// <summary>An answer; the words <c>&lt;tls&gt;</c> and <c>&lt;close&gt;</c> as its last line start TLS or hang up.</summary>
internal sealed record Rule(string Pattern, string Reply);
