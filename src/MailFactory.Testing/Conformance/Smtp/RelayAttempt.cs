using MailFactory.Testing.MailProtocols;

namespace MailFactory.Testing.Conformance.Smtp;

/// <summary>One disguise in which a stranger may try to send to somebody outside.</summary>
/// <param name="Helo">The name said in EHLO.</param>
/// <param name="From">The sender; empty for the null sender.</param>
/// <param name="To">The recipient.</param>
/// <param name="Before">A recipient of the server's own who is named first; nobody when null.</param>
/// <param name="LooksLocal">Whether the recipient's domain is the server's own, so that it may be taken for a user's name.</param>
internal sealed record RelayAttempt(string Helo, string From, string To, string? Before = null, bool LooksLocal = false)
{
    private const string Tester = SmtpDialogue.OwnName;
    private const string Stranger = "stranger@example.com";

    /// <summary>
    /// Every disguise: senders that look trusted, greetings that do, and recipients that hide where they lead (RFC 2505).
    /// </summary>
    public static IReadOnlyList<RelayAttempt> All(CheckContext context)
    {
        var foreign = context.Target.ForeignDomain;
        var host = context.Target.Configuration.Hostname;
        var victim = $"victim@{foreign}";
        var domains = context.Mailboxes.Domains;
        var own = domains.Append(host).Append("localhost").Distinct().ToList();
        List<string> senders =
        [
            Stranger,
            string.Empty,
            $"root@{host}",
            "root@localhost",
            "root",
            .. context.Mailboxes.OfEachDomain.Select(account => account.Address),
            .. domains.Select(domain => $"anybody@{domain}"),
            .. domains.Select(domain => $"anybody@sub.{domain}"),
        ];
        return
        [
            .. senders.Select(sender => new RelayAttempt(Tester, sender, victim)),
            // Whoever may receive mail here opens the door for nobody else.
            new(Tester, Stranger, victim, Before: context.Mailboxes.First.Address),
            // An address of those that are kept for documents (RFC 5737): no host has it.
            new(Tester, Stranger, "victim@[203.0.113.1]"),
            .. own.SelectMany(domain =>
                new RelayAttempt[]
                {
                    new(Tester, Stranger, $"victim%{foreign}@{domain}", LooksLocal: true),
                    new(Tester, Stranger, $"\"victim@{foreign}\"@{domain}", LooksLocal: true),
                    new(Tester, Stranger, $"{foreign}!victim@{domain}", LooksLocal: true),
                    new(Tester, Stranger, $"@{domain}:{victim}"),
                }
            ),
            .. domains.Select(domain => new RelayAttempt(Tester, Stranger, $"victim@sub.{domain}")),
            .. own.SelectMany(
                _ => new[] { Stranger, string.Empty, context.Mailboxes.First.Address },
                (name, sender) => new RelayAttempt(name, sender, victim)
            ),
        ];
    }

    /// <summary>Who is named in the envelope, in this order.</summary>
    public IReadOnlyList<string> Recipients => Before is null ? [To] : [Before, To];

    /// <summary>What was tried, in the protocol's words.</summary>
    public override string ToString() => Helo == Tester ? Envelope : $"EHLO {Helo} {Envelope}";

    private string Envelope => string.Join(' ', Recipients.Select(to => $"RCPT TO:<{to}>").Prepend($"MAIL FROM:<{From}>"));
}
