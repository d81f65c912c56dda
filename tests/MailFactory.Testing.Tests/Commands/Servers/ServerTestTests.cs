using System.Text;
using System.Text.Json;
using MailFactory.Testing.Commands.Servers;
using MailFactory.Testing.Hosts;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Options;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Tests.Conformance;
using MailFactory.Testing.Tests.MailProtocols;

namespace MailFactory.Testing.Tests.Commands.Servers;

/// <summary>A test of somebody's server: logins are tried first, and what was found is kept however it ends.</summary>
public sealed class ServerTestTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mail-factory-server-").FullName;
    private readonly TestAuthority _authority = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Results => Path.Combine(_folder, "test_results");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(Timeout = 60_000)]
    public async Task A_wrong_password_is_told_before_anything_is_sent()
    {
        await using var server = new ScriptedMailServer((_, script) => Named(script), _authority);
        var error = await Assert.ThrowsAsync<RunOptionsException>(async () =>
            await new ServerTest(await OptionsAsync(server), TextWriter.Null).RunAsync(Cancellation)
        );
        Assert.Equal(
            "--accounts: imaps/993 refuses bob@dev.local with its password (no): "
                + $"{Path.Combine(_folder, "accounts.json")} must hold the password that it has; nothing was sent",
            error.Message
        );
        Assert.False(Directory.Exists(Results));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_submission_that_refuses_the_first_account_is_told_too()
    {
        await using var server = new ScriptedMailServer(
            (service, script) => service == MailService.Submission ? script.With("AUTH PLAIN", "535 5.7.8 no pass-a") : LetIn(script),
            _authority
        );
        var error = await Assert.ThrowsAsync<RunOptionsException>(async () =>
            await new ServerTest(await OptionsAsync(server), TextWriter.Null).RunAsync(Cancellation)
        );
        Assert.StartsWith(
            "--accounts: submission/587 refuses alice@dev.local with its password (",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("pass-a", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_authority_that_is_not_trusted_is_told_once_with_what_to_do()
    {
        await using var server = new ScriptedMailServer((_, script) => LetIn(script), _authority);
        var options = await OptionsAsync(server);
        var error = await Assert.ThrowsAsync<RunOptionsException>(() =>
            new ServerTest(options with { Server = options.Server! with { Authority = null } }, TextWriter.Null).RunAsync(Cancellation)
        );
        Assert.StartsWith(
            "imaps/993: the TLS handshake failed: the certificate (CN=mail.dev.local) is not trusted",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            " (--ca FILE names the authority to trust); so the password of alice@dev.local was not told, and nothing was sent",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.False(Directory.Exists(Results));
    }

    [Fact(Timeout = 60_000)]
    public async Task An_account_whose_mail_goes_elsewhere_needs_no_login()
    {
        await using var server = new ScriptedMailServer((_, script) => LetIn(script), _authority);
        var console = new StringWriter();
        var result = await new ServerTest(await OptionsAsync(server, "SMTP-01"), console).RunAsync(Cancellation);
        Assert.True(result.FailureClass == FailureClass.None, console.ToString());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_test_that_is_stopped_leaves_a_report_of_what_was_checked_so_far()
    {
        await using var server = new ScriptedMailServer((_, script) => LetIn(script), _authority);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var console = new Told(line =>
        {
            if (line.Contains("SMTP-01 ", StringComparison.Ordinal))
            {
                stop.Cancel();
            }
        });
        var options = await OptionsAsync(server, "SMTP-01", "SMTP-02", "SMTP-03");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new ServerTest(options, console).RunAsync(stop.Token));
        var report = Assert.Single(Directory.EnumerateFiles(Results, "*.json"));
        var text = await File.ReadAllTextAsync(report, Cancellation);
        Assert.Contains("stopped after 1 of 3 checks", text, StringComparison.Ordinal);
        Assert.Contains("\"SMTP-01\"", text, StringComparison.Ordinal);
        Assert.Contains("exit code 4", console.ToString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_failure_that_is_known_of_the_server_is_no_news()
    {
        const string Issue = """
            - title: the certificate has run out
              link: https://example.org/issues/17
              since: 2026-11-20
              expires: 9999-12-31
              distros: [mail.dev.local]
              checks: [TLS-06]
            """;
        var expired = _authority.Issue(ScriptedMailServer.Host, [ScriptedMailServer.Host], expired: true);
        await using var server = new ScriptedMailServer((_, script) => script with { Certificate = expired }, _authority);
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "known-issues")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "own.yml"), Issue, Cancellation);
        var console = new StringWriter();
        var options = await OptionsAsync(server, "TLS-06") with { UsesKnownIssues = true, KnownIssues = folder };
        var result = await new ServerTest(options, console).RunAsync(Cancellation);
        Assert.True(result.HasOnlyKnownFailures, console.ToString());
        Assert.Contains("exit code 5 (only known failures)", console.ToString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_name_that_cannot_be_looked_up_is_told_once()
    {
        await using var server = new ScriptedMailServer(authority: _authority);
        var options = await OptionsAsync(server);
        var error = await Assert.ThrowsAsync<HostException>(() =>
            new ServerTest(options with { Server = options.Server! with { Host = "no-such-host.invalid" } }, TextWriter.Null).RunAsync(
                Cancellation
            )
        );
        Assert.Matches("^no mail service answers on no-such-host.invalid: ports [0-9]+(, [0-9]+)+: [^:;]+$", error.Message);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_file_of_accounts_that_is_no_JSON_is_told_with_line_and_reason()
    {
        await using var server = new ScriptedMailServer(authority: _authority);
        var options = await OptionsAsync(server);
        await File.WriteAllTextAsync(options.Server!.Accounts!, "{\n  \"accounts\": [\n    { \"address\": }\n  ]\n}", Cancellation);
        var error = await Assert.ThrowsAsync<RunOptionsException>(() => new ServerTest(options, TextWriter.Null).RunAsync(Cancellation));
        Assert.Contains("accounts.json:3:", error.Message, StringComparison.Ordinal);
        Assert.Contains("is not valid JSON: '}' is an invalid start of a value", error.Message, StringComparison.Ordinal);
    }

    private static Script LetIn(Script script) =>
        Named(script).With(Convert.ToBase64String(Encoding.ASCII.GetBytes("\0bob@dev.local\0pass-b")), "{asked} OK in");

    // What MailKit asks for after a login.
    private static Script Named(Script script) =>
        script.With("NAMESPACE", "* NAMESPACE ((\"\" \"/\")) NIL NIL\n{tag} OK").With("LIST ", "* LIST () \"/\" INBOX\n{tag} OK");

    private async Task<RunOptions> OptionsAsync(ScriptedMailServer server, params string[] checks)
    {
        var accounts = Path.Combine(_folder, "accounts.json");
        var authority = Path.Combine(_folder, "ca.pem");
        var document = new
        {
            hostname = ScriptedMailServer.Host,
            accounts = TestAccounts
                .Configuration.Accounts.Where(account => !account.IsPostmaster)
                .Select(account => new
                {
                    address = account.Address,
                    password = account.Password,
                    forwardsTo = account.ForwardsTo,
                }),
        };
        await File.WriteAllTextAsync(accounts, JsonSerializer.Serialize(document), Cancellation);
        await File.WriteAllTextAsync(authority, _authority.Pem, Cancellation);
        return new RunOptions
        {
            Repository = Repository.Root,
            Layout = new WorkLayout(_folder),
            Checks = checks,
            TimeoutScale = 0.05,
            Server = new ServerOptions
            {
                Host = "127.0.0.1",
                Accounts = accounts,
                Authority = authority,
                Ports =
                [
                    .. server
                        .Context.Target.Ports.Where(pair => pair.Key != MailService.ManageSieve)
                        .Select(pair => new ServicePort((int)pair.Key, pair.Value)),
                ],
            },
        };
    }

    private sealed class Told(Action<string> tell) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            tell(value ?? string.Empty);
        }
    }
}
