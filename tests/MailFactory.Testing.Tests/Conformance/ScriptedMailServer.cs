using MailFactory.Testing.Conformance;
using MailFactory.Testing.Conformance.Running;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Tests.MailProtocols;

namespace MailFactory.Testing.Tests.Conformance;

/// <summary>All services of a mail server by script: a good one, unless a test changes the script of a service.</summary>
internal sealed class ScriptedMailServer : IAsyncDisposable
{
    public const string Host = "mail.dev.local";

    private const string SmtpCapabilities =
        "250-mail.dev.local\n250-PIPELINING\n250-SIZE 102400\n250-ENHANCEDSTATUSCODES\n250-8BITMIME\n250-DSN\n";
    private readonly Dictionary<MailService, ScriptedServer> _services;

    public ScriptedMailServer(Func<MailService, Script, Script>? change = null, TestAuthority? authority = null)
    {
        authority ??= new TestAuthority();
        var certificate = authority.Issue(Host, [Host]);
        _services = Enum.GetValues<MailService>()
            .ToDictionary(
                service => service,
                service =>
                {
                    var script = Good(service) with { Certificate = certificate };
                    return new ScriptedServer(change?.Invoke(service, script) ?? script);
                }
            );
        Context = new CheckContext
        {
            Target = new MailServerTarget
            {
                Ports = _services.ToDictionary(service => service.Key, service => service.Value.Port),
                Configuration = TestAccounts.Configuration,
                CaCertificatePem = authority.Pem,
            },
            Guest = new ScriptedGuest(("reload", 0, string.Empty)),
            RebootGuestAsync = _ => throw new NotSupportedException(),
            TimeoutScale = 0.05,
        };
    }

    public CheckContext Context { get; }

    public Task<CheckResult> AskAsync(string id, CancellationToken cancellationToken) => AskAsync(id, Context, cancellationToken);

    public static Task<CheckResult> AskAsync(string id, CheckContext context, CancellationToken cancellationToken) =>
        CheckRunner.RunAsync(ConformanceSuite.Checks.Single(check => check.Id == id), context, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services.Values)
        {
            await service.DisposeAsync();
        }
    }

    private static Script Good(MailService service) =>
        service switch
        {
            MailService.Smtp => new Script
            {
                KeepsOrder = true,
                SizeLimit = 102_400,
                Greeting = $"220 {Host} ESMTP",
                Clear =
                [
                    new("EHLO", SmtpCapabilities + "250-STARTTLS\n250 CHUNKING"),
                    new("STARTTLS", "220 go\n<tls>"),
                    new("AUTH", "503 5.5.1 AUTH not enabled"),
                    .. _envelope,
                ],
                Secure = [new("EHLO", SmtpCapabilities + "250 CHUNKING"), .. _envelope],
            },
            MailService.Submission => new Script
            {
                KeepsOrder = true,
                Greeting = $"220 {Host} ESMTP",
                Clear =
                [
                    new("EHLO", SmtpCapabilities + "250-STARTTLS\n250 CHUNKING"),
                    new("STARTTLS", "220 go\n<tls>"),
                    new("QUIT", "221 bye\n<close>"),
                    new("RSET", "250 ok"),
                    new(".*", "530 5.7.0 Must issue a STARTTLS command first"),
                ],
                Secure = [.. _submission, .. _envelope],
            },
            MailService.Submissions => new Script
            {
                Greeting = $"220 {Host} ESMTP",
                KeepsOrder = true,
                ImplicitTls = true,
                Clear = [],
                Secure = [.. _submission, .. _envelope],
            },
            MailService.Imap => new Script
            {
                Greeting = "* OK ready",
                Otherwise = "{tag} BAD what",
                Clear =
                [
                    new("CAPABILITY", "* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED\n{tag} OK"),
                    new("STARTTLS", "{tag} OK go\n<tls>"),
                    new("LOGIN", "{tag} NO [PRIVACYREQUIRED] not without TLS"),
                ],
                Secure = _imap,
            },
            MailService.Imaps => new Script
            {
                Greeting = "* OK ready",
                Otherwise = "{tag} BAD what",
                ImplicitTls = true,
                Clear = [],
                Secure = _imap,
            },
            MailService.Pop3 => new Script
            {
                Greeting = "+OK ready",
                Otherwise = "-ERR what",
                Clear =
                [
                    new("CAPA", "+OK\nUIDL\nTOP\nSTLS\n."),
                    new("STLS", "+OK go\n<tls>"),
                    new("USER|PASS", "-ERR [AUTH] not without TLS"),
                ],
                Secure = _pop3,
            },
            MailService.ManageSieve => new Script
            {
                Greeting = "\"SASL\" \"\"\n\"STARTTLS\"\nOK \"ready\"",
                Otherwise = "NO \"what\"",
                Clear = [new("STARTTLS", "OK \"go\"\n<tls>\n\"SASL\" \"PLAIN\"\nOK \"TLS\"")],
                Secure =
                [
                    new("LISTSCRIPTS", "NO \"log in first\""),
                    new($"AUTHENTICATE \"PLAIN\" \"{TestAccounts.AliceLogin}\"", "OK \"in\""),
                    new("HAVESPACE", "OK"),
                ],
            },
            _ => new Script
            {
                Greeting = "+OK ready",
                Otherwise = "-ERR what",
                ImplicitTls = true,
                Clear = [],
                Secure = _pop3,
            },
        };

    private static readonly Rule[] _envelope =
    [
        new("MAIL FROM:.* SIZE=102401", "552 5.3.4 too big"),
        new("MAIL FROM:<bob@", "553 5.7.1 not owned by user"),
        new("MAIL FROM:", "250 ok"),
        new("RCPT TO:<(alice|bob|postmaster)@dev.local>", "250 ok"),
        new("RCPT TO:<no-such-user@dev.local>", "550 5.1.1 User unknown"),
        new("RCPT TO:", "554 5.7.1 Relay access denied"),
        new("DATA", "354 go"),
        new("<message>", "250 2.0.0 Ok: queued as 4ZABCDEF12"),
        new("RSET|NOOP", "250 ok"),
        new("HELO", "250 mail.dev.local"),
        new("VRFY|EXPN", "502 5.5.1 not here"),
        new("QUIT", "221 bye\n<close>"),
    ];

    private static readonly Rule[] _submission =
    [
        new("EHLO", SmtpCapabilities + "250-AUTH PLAIN LOGIN\n250 CHUNKING"),
        new($"AUTH PLAIN {TestAccounts.AliceLogin}", "235 ok"),
        new("AUTH", "535 5.7.8 authentication failed"),
    ];

    private static readonly Rule[] _imap =
    [
        new("CAPABILITY", "* CAPABILITY IMAP4rev1 AUTH=PLAIN IDLE MOVE UIDPLUS NAMESPACE SPECIAL-USE QUOTA CONDSTORE ESEARCH\n{tag} OK"),
        new("LOGIN", "{tag} NO [AUTHENTICATIONFAILED] no"),
        new("LOGOUT", "* BYE\n{tag} OK\n<close>"),
        new("AUTHENTICATE PLAIN$", "+ "),
        new(TestAccounts.AliceLogin, "{asked} OK in"),
        new("[A-Za-z0-9+/]+=*$", "{asked} NO [AUTHENTICATIONFAILED] no"),
    ];

    private static readonly Rule[] _pop3 =
    [
        new("CAPA", "+OK\nUIDL\nTOP\nUSER\n."),
        new("USER", "+OK"),
        new("PASS", "-ERR [AUTH] Authentication failed."),
        new("QUIT", "+OK bye\n<close>"),
    ];
}
