using MailFactory.Testing.Distros;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Machines.Warm;
using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Matrix.Preparing;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Provisioning;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Matrix.Stages;

/// <summary>Sets up the mail server from the distro's packages, or takes it over from the state that the machine went on from.</summary>
/// <param name="frame">The run.</param>
internal sealed class MailServerSetup(RunFrame frame)
{
    // Asked for at each use: a cache may have ended since the last.
    private ProvisionOptions Wanted =>
        new()
        {
            TimeoutScale = frame.TimeoutScale,
            Time = frame.Time,
            Parts = frame.Options.Parts,
            Cache = frame.GuestCache,
            IsEmulated = frame.Accelerator.Chosen.Accelerator.Kind == AcceleratorKind.Tcg,
        };

    /// <summary>The digest of all that makes the server but what is fresh in each run.</summary>
    public string DigestOf(MailConfiguration configuration) => ProvisionBundle.DigestOf(configuration, Wanted);

    /// <summary>
    /// The server, whose accounts have this run's passwords; throws <see cref="GuestException"/> when it cannot be set up. A machine with a
    /// new server is saved for later runs.
    /// </summary>
    /// <param name="machine">The machine.</param>
    /// <param name="distro">The distro.</param>
    /// <param name="configuration">What the server holds.</param>
    /// <param name="met">What was found out about the machine.</param>
    /// <param name="progress">Gets one line as each step begins.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<SavedServer> RunAsync(
        MailMachine machine,
        Distro distro,
        MailConfiguration configuration,
        IReadOnlyList<string> met,
        StageProgress progress,
        CancellationToken cancellationToken
    )
    {
        if (machine.Restored is { Server: { } saved } state)
        {
            // With the server there, its ports would be taken for the owner's.
            machine.OwnPorts = saved.OwnPorts;
            progress.Report("giving the accounts their passwords");
            try
            {
                return saved with
                {
                    Result = await PackagesProvisioner
                        .RenewAsync(machine.Guest, configuration, Wanted, saved.Result, cancellationToken)
                        .ConfigureAwait(false),
                };
            }
            catch (GuestException error)
            {
                frame.Say(distro, $"the mail server of {state} is set up again: {error.Message.Split('\n')[0]}");
            }
        }

        var result = await PackagesProvisioner
            .ProvisionAsync(
                machine.Guest,
                configuration,
                Wanted,
                new SynchronousProgress<string>(step => progress.Report(step)),
                cancellationToken
            )
            .ConfigureAwait(false);
        var server = new SavedServer
        {
            Result = result,
            OwnPorts = machine.OwnPorts,
            Met = met,
            Packages = await InstalledPackages
                .ReadAsync(machine.Guest, frame.Scaled(InstalledPackages.Limit), cancellationToken)
                .ConfigureAwait(false),
        };
        await machine.SaveAsync(server, cancellationToken).ConfigureAwait(false);
        return server;
    }

    /// <summary>
    /// Sets the server up once more, whole and whatever state it came from, and returns what that changed; nothing is saved.
    /// </summary>
    public async Task<IReadOnlyList<string>> AgainAsync(
        MailMachine machine,
        MailConfiguration configuration,
        CancellationToken cancellationToken
    )
    {
        var server = await PackagesProvisioner
            .ProvisionAsync(machine.Guest, configuration, Wanted, progress: null, cancellationToken)
            .ConfigureAwait(false);
        return server.Changes;
    }
}
