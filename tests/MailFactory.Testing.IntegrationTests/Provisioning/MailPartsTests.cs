using MailFactory.Testing.IntegrationTests.Conformance;
using MailFactory.Testing.Provisioning;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.IntegrationTests.Provisioning;

/// <summary>
/// The optional parts with the real packages of Debian 12 (Dovecot 2.3) and 13 (Dovecot 2.4). Runs only when asked for
/// (<c>./build.sh MachineTests</c>): rspamd and ClamAV take a while.
/// </summary>
[Trait(Suites.Name, Suites.Machines)]
public sealed class MailPartsTests(MailPartsFixture fixture) : IClassFixture<MailPartsFixture>
{
    private static readonly string[] _suites = ["bookworm", "trixie"];

    public static TheoryData<string, string, string> Breakages =>
        [.. _suites.SelectMany(suite => Breakage.OfParts.Select(breakage => (suite, breakage.Check, breakage.Name)))];

    [Theory(Explicit = true, Timeout = 1_800_000)]
    [InlineData("bookworm", "2.3.")]
    [InlineData("trixie", "2.4.")]
    public async Task All_parts_are_there_pass_every_check_and_stay_as_they_are_in_a_second_run(string suite, string dovecot)
    {
        var server = await fixture.ServerAsync(suite, TestContext.Current.CancellationToken);
        Assert.StartsWith(dovecot, server.Result.Versions["dovecot"], StringComparison.Ordinal);
        Assert.Equal(Enum.GetValues<MailPart>(), server.Result.Parts.Present);
        var again = await PackagesProvisioner.ProvisionAsync(
            server.Guest,
            server.Configuration,
            new ProvisionOptions { Parts = Enum.GetValues<MailPart>() },
            progress: null,
            TestContext.Current.CancellationToken
        );
        Assert.Empty(again.Changes);
        await server.PassesEveryCheckAsync(TestContext.Current.CancellationToken);
    }

    [Theory(Explicit = true, Timeout = 900_000)]
    [MemberData(nameof(Breakages))]
    public async Task What_is_broken_in_a_part_is_found_out(string suite, string check, string name)
    {
        var server = await fixture.ServerAsync(suite, TestContext.Current.CancellationToken);
        var breakage = Breakage.OfParts.Single(breakage => breakage.Check == check && breakage.Name == name);
        await server.FindsOutAsync(breakage, TestContext.Current.CancellationToken);
    }

    /// <summary>The checks of the parts alone, for whoever works on one of them.</summary>
    [Theory(Explicit = true, Timeout = 900_000)]
    [InlineData("bookworm")]
    [InlineData("trixie")]
    public async Task The_checks_of_parts_pass(string suite)
    {
        var server = await fixture.ServerAsync(suite, TestContext.Current.CancellationToken);
        await server.PassesAsync(["SIV", "SPM", "VIR", "DKM", "QTA"], TestContext.Current.CancellationToken);
    }
}
