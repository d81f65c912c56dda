using MailFactory.Testing.Guests;
using MailFactory.Testing.IntegrationTests.Guests;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Provisioning.Factory;

namespace MailFactory.Testing.IntegrationTests.Provisioning.Factory;

/// <summary>The commands that Mail Server Factory spawns, against a real sshd.</summary>
public sealed class FactorySshTests(SshServerFixture server, StandInFactory factory)
    : IClassFixture<SshServerFixture>,
        IClassFixture<StandInFactory>
{
    private const string Reload = "kill -HUP \"$(cat /run/sshd.pid)\"";
    private static readonly TimeSpan _enough = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory(Timeout = 900_000)]
    [InlineData("prohibit-password")]
    [InlineData("no")]
    public async Task Ssh_scp_and_ping_reach_the_machine_as_root_for_the_run_and_not_after_it(string permitRootLogin)
    {
        var access = await server.AccessAsync(Cancelled);
        await using var guest = await SshGuest.ConnectAsync(access, _enough, TimeProvider.System, Cancelled);
        await PrepareAsync(guest, permitRootLogin);
        var request = await factory.PlayAsync(
            access,
            new FactoryTimes(),
            "run ping -c 1 ${host}",
            "run ssh -p ${port} ${user}@${host} echo came in as $(id -un)",
            "run scp -P ${port} Definitions/play.txt ${user}@${host}:/root/uploaded",
            "log Server factory finished in: 1 s",
            "exit 0"
        );
        var outcome = await new FactoryProvisioner(new LeaseRegistry(factory.Leases, TimeProvider.System), TimeProvider.System).RunAsync(
            guest,
            request,
            progress: null,
            Cancelled
        );
        Assert.True(outcome.Name == "ok", string.Join('\n', outcome.LastLines));
        var kept = await File.ReadAllTextAsync(factory.LogPath, Cancelled);
        Assert.Contains("<<< 1 packets transmitted, 1 received", kept, StringComparison.Ordinal);
        Assert.Contains("<<< came in as root", kept, StringComparison.Ordinal);
        (await guest.RunAsync("test -s /root/uploaded && rm /root/uploaded", null, _enough, Cancelled)).EnsureSuccess();

        var after = await guest.RunAsync("cat /root/.ssh/authorized_keys; ls /etc/ssh/sshd_config.d", null, _enough, Cancelled);
        Assert.DoesNotContain("mail-factory", after.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("ssh-ed25519", after.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 900_000)]
    public async Task A_machine_with_another_host_key_is_not_believed()
    {
        var access = await server.AccessAsync(Cancelled);
        await using var machine = new GreetingMachine();
        var request = await factory.PlayAsync(access, new FactoryTimes(), "run ssh -p ${port} ${user}@${host} true", "exit 1");
        var outcome = await new FactoryProvisioner(new LeaseRegistry(factory.Leases, TimeProvider.System), TimeProvider.System).RunAsync(
            machine,
            request,
            progress: null,
            Cancelled
        );
        Assert.Equal("host trouble", outcome.Name);
        Assert.Contains("Host key verification failed", outcome.Proof, StringComparison.Ordinal);
    }

    // The tree has no systemd that would reload sshd: a program of that name does what it would.
    private static async Task PrepareAsync(SshGuest guest, string permitRootLogin)
    {
        var script = $"""
            sed -i '/^PermitRootLogin/d' /etc/ssh/sshd_config
            echo 'PermitRootLogin {permitRootLogin}' >>/etc/ssh/sshd_config
            mkdir -p /etc/ssh/sshd_config.d
            printf '#!/bin/sh\n{Reload}\n' >/usr/local/bin/systemctl
            chmod 755 /usr/local/bin/systemctl
            PATH=/usr/local/bin:$PATH systemctl reload sshd
            sleep 1
            """;
        (await guest.RunAsync($"set -e\n{script}", null, _enough, Cancelled)).EnsureSuccess();
    }
}
