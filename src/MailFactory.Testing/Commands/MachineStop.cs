using MailFactory.Testing.Amounts;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Machines;
using MailFactory.Testing.Options;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Commands;

/// <summary>Ends machines that keep running without a build; their disks stay.</summary>
public static class MachineStop
{
    private static readonly TimeSpan _sshLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(2);

    /// <summary>Powers the kept machines of the distros down, of all when none is named.</summary>
    public static async Task RunAsync(RunOptions options, TextWriter console, CancellationToken cancellationToken)
    {
        RunOptionsCheck.Check(options);
        var wanted = options.Distros.Count == 0 ? null : RunOptionsCheck.Select(options).Select(distro => distro.Id).ToList();
        var running = new KeptMachines(options.Layout).Running().Where(machine => wanted?.Contains(machine.Distro) ?? true).ToList();
        if (running.Count == 0)
        {
            var of = wanted is null ? string.Empty : $" of {string.Join(", ", wanted)}";
            await console.WriteLineAsync($"no kept machine{of} runs").ConfigureAwait(false);
        }

        var leases = new LeaseRegistry(options.Layout.Leases, TimeProvider.System);
        var all = await leases.ListAsync(cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(running.Select(StopAsync)).ConfigureAwait(false);

        async Task StopAsync(KeptMachine machine)
        {
            var lease =
                all.FirstOrDefault(lease => lease.Process == machine.Process)
                ?? throw new RunOptionsException(
                    $"{machine.Distro}: the lease of pid {machine.Process.Pid} is gone from {options.Layout.Leases}; end the "
                        + "process by hand"
                );
            await AskOverSshAsync(machine, options.TimeoutScale * machine.Slowness, cancellationToken).ConfigureAwait(false);
            var limit = _limit * options.TimeoutScale * machine.Slowness;
            var isGuestDown = await new LeasedMachine(lease, leases, TimeProvider.System)
                .PowerDownAsync(limit, cancellationToken)
                .ConfigureAwait(false);
            var end = isGuestDown ? "powered down" : $"did not power down within {Spans.ShortMinutes(limit)}; ended";
            await console.WriteLineAsync($"{machine.Distro}: {end}").ConfigureAwait(false);
        }
    }

    // Many minimal systems have nobody who listens to the power button.
    private static async Task AskOverSshAsync(KeptMachine machine, double scale, CancellationToken cancellationToken)
    {
        try
        {
            var access = new SshAccess
            {
                Port = machine.SshPort,
                User = machine.User,
                PrivateKeyPath = machine.SshKey,
                HostKey = machine.HostKey,
            };
            var guest = await SshGuest
                .ConnectAsync(access, _sshLimit * scale, TimeProvider.System, cancellationToken)
                .ConfigureAwait(false);
            await using (guest.ConfigureAwait(false))
            {
                await guest
                    .RunAsync("systemctl poweroff --no-block", standardInput: null, _sshLimit * scale, cancellationToken)
                    .ConfigureAwait(false);
            }
        }
        catch (GuestException)
        {
            // The power button is next.
        }
    }
}
