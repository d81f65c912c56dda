using MailFactory.Testing.Conformance;
using MailFactory.Testing.Conformance.Running;
using MailFactory.Testing.Guests;
using MailFactory.Testing.IntegrationTests.Fixtures;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Provisioning;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.IntegrationTests.Conformance;

/// <summary>Asks checks of the real mail server in its root file system, whole or broken on purpose.</summary>
internal static class ConformanceServer
{
    // No SSH daemon runs in the root file system, its network is not the one of a machine, and its disk is the memory of the host.
    private static readonly string[] _needsMachine = ["OPS-01", "OPS-10"];

    // Public DNS is out of reach of every test, and Debian has no firewalld.
    private static readonly string[] _neverThere = ["DNS-01", "NET-01"];

    /// <summary>A context whose reboot stops and starts the servers.</summary>
    public static CheckContext Context(this MailServer server, double timeoutScale = 1) =>
        new()
        {
            Target = new MailServerTarget
            {
                Host = server.Address,
                Ports = Enum.GetValues<MailService>().ToDictionary(service => service, service => (int)service),
                Profile = ServerProfile.Packages.With(server.Result.Parts),
                Configuration = server.Configuration,
                CaCertificatePem = server.Result.AuthorityPem,
                ForeignDomain = server.Result.ForeignDomain,
            },
            Guest = server.Guest,
            RebootGuestAsync = async token =>
            {
                await server.RunAsync("systemctl stop dovecot; systemctl restart postfix; systemctl start dovecot", token);
                return server.Guest;
            },
            ProvisionAgainAsync = async token =>
                (
                    await PackagesProvisioner.ProvisionAsync(
                        server.Guest,
                        server.Configuration,
                        new ProvisionOptions { Parts = [.. server.Result.Parts.Present] },
                        progress: null,
                        token
                    )
                ).Changes,
            CutPowerAsync = token => server.CutPowerAsync(harm: "true", token),
            TimeoutScale = timeoutScale,
        };

    /// <summary>Runs a command in the server's root file system, which must succeed.</summary>
    public static async Task<GuestResult> RunAsync(this MailServer server, string command, CancellationToken cancellationToken) =>
        (await server.Guest.RunAsync(command, null, TimeSpan.FromSeconds(60), cancellationToken)).EnsureSuccess();

    /// <summary>
    /// Kills every process of the servers at once and starts them again; a command may do harm in between, as the loss of what was only
    /// in memory.
    /// </summary>
    public static async Task<IGuestCommands> CutPowerAsync(this MailServer server, string harm, CancellationToken cancellationToken)
    {
        await server.RunAsync(
            "kill -9 $(cat /var/spool/postfix/pid/master.pid) $(cat /run/dovecot/master.pid); "
                + $"pkill -9 -u postfix,dovecot,dovenull,vmail; sleep 1; {harm}; systemctl start postfix && systemctl start dovecot",
            cancellationToken
        );
        return server.Guest;
    }

    /// <summary>Asks one check of the server as it is.</summary>
    public static async Task<CheckResult> AskAsync(this MailServer server, string id, CancellationToken cancellationToken) =>
        Assert.Single(await ConformanceSuite.RunAsync(server.Context(), [id], null, cancellationToken));

    /// <summary>Asks one check while the server is broken, and mends the server whatever the answer.</summary>
    public static async Task<CheckResult> AskBrokenAsync(
        this MailServer server,
        string id,
        string breaking,
        string mending,
        CancellationToken cancellationToken,
        double timeoutScale = 0.2
    )
    {
        await server.RunAsync(breaking, cancellationToken);
        try
        {
            return Assert.Single(await ConformanceSuite.RunAsync(server.Context(timeoutScale), [id], null, cancellationToken));
        }
        finally
        {
            await server.RunAsync(mending, CancellationToken.None);
        }
    }

    /// <summary>Asserts that a check finds a server broken that is, in the words that it should, and mends the server.</summary>
    public static async Task FindsOutAsync(this MailServer server, Breakage breakage, CancellationToken cancellationToken)
    {
        var result = await server.AskBrokenAsync(
            breakage.Check,
            breakage.Breaking,
            breakage.Mending,
            cancellationToken,
            breakage.TimeoutScale
        );
        Assert.True(
            result.Verdict == breakage.Verdict && result.Summary.Contains(breakage.Says, StringComparison.Ordinal),
            $"{breakage.Name}: {result.Id} {result.Verdict}: {result.Summary}\n{string.Join('\n', result.Transcript)}"
        );
    }

    /// <summary>
    /// Asserts that a server satisfies every check that needs no machine, each with evidence; those of parts that it was not given do not
    /// apply.
    /// </summary>
    public static async Task PassesEveryCheckAsync(this MailServer server, CancellationToken cancellationToken)
    {
        // The stand-in for journalctl knows no times, and what provisioning wrote is not judged.
        await server.RunAsync(": > /var/log/syslog", cancellationToken);
        await server.PassesAsync(ConformanceSuite.Checks.Select(check => check.Id).Except(_needsMachine).ToList(), cancellationToken);
    }

    /// <summary>Asserts that a server satisfies some checks or groups of checks, each with evidence.</summary>
    public static async Task PassesAsync(this MailServer server, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var results = await ConformanceSuite.RunAsync(server.Context() with { SideBySide = 4 }, ids, new Output(), cancellationToken);
        var absent = results.Where(result => result is { Verdict: Verdict.NotApplicable } && IsOfAPart(result)).ToList();
        Assert.True(
            absent.All(result => _neverThere.Contains(result.Id)) || server.Result.Parts.Present.Count < Enum.GetValues<MailPart>().Length,
            $"{absent.Count} do not apply"
        );
        var asked = results.Except(absent).ToList();
        Assert.All(
            asked,
            result =>
                Assert.True(
                    result.Verdict == Verdict.Passed,
                    $"{result.Id} {result.Verdict}: {result.Summary}\n{string.Join('\n', result.Transcript)}"
                )
        );
        Assert.All(asked, result => Assert.NotEmpty(result.Transcript));
    }

    private static bool IsOfAPart(CheckResult result) =>
        result.Summary.StartsWith("the part ", StringComparison.Ordinal) || _neverThere.Contains(result.Id);

    private sealed class Output : IProgress<CheckResult>
    {
        public void Report(CheckResult value) =>
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{value.Id, -8} {value.Verdict, -7} {value.Duration.TotalSeconds, 6:0.0} s  {value.Summary}"
            );
    }
}
