using MailFactory.Testing.Guests;
using MailFactory.Testing.Provisioning;

namespace MailFactory.Testing.Tests.Provisioning;

/// <summary>The passwords of a server that an earlier run has set up; that Dovecot takes them is for the tests with a real one.</summary>
public sealed class RenewalTests
{
    private static readonly ProvisionResult _server = new()
    {
        Versions = new Dictionary<string, string> { ["postfix"] = "3.10" },
        AuthorityPem = "authority\n",
        ForeignDomain = "example.net",
        Steps = [new ProvisionStepResult("packages", TimeSpan.FromMinutes(6), ["packages"])],
    };

    [Fact(Timeout = 30_000)]
    public async Task It_is_one_command_and_its_result_is_the_server_of_before()
    {
        var guest = new Listening(0, "changed: /etc/dovecot/users\n");
        var renewed = await RenewAsync(guest);
        var command = Assert.Single(guest.Commands);
        Assert.Contains("sh ./accounts.sh", command, StringComparison.Ordinal);
        Assert.DoesNotContain("packages.sh", command, StringComparison.Ordinal);
        Assert.Contains("cmp ", command, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", command, StringComparison.Ordinal);
        Assert.Equal(["/etc/dovecot/users"], renewed.Changes);
        Assert.Equal(_server.Versions, renewed.Versions);
        Assert.Equal(["accounts"], renewed.Steps.Select(step => step.Name));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_machine_with_another_authority_is_refused() =>
        await Assert.ThrowsAsync<GuestException>(() => RenewAsync(new Listening(1, string.Empty)));

    private static Task<ProvisionResult> RenewAsync(IGuestCommands guest) =>
        PackagesProvisioner.RenewAsync(
            guest,
            Samples.Configuration,
            new ProvisionOptions(),
            _server,
            TestContext.Current.CancellationToken
        );

    private sealed class Listening(int exitCode, string output) : IGuestCommands
    {
        public List<string> Commands { get; } = [];

        public Task<GuestResult> RunAsync(string command, string? standardInput, TimeSpan timeout, CancellationToken cancellationToken)
        {
            Assert.False(string.IsNullOrEmpty(standardInput));
            Commands.Add(command);
            return Task.FromResult(new GuestResult(command, exitCode, output, string.Empty, TimeSpan.Zero));
        }
    }
}
