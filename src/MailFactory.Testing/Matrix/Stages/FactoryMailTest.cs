using MailFactory.Testing.Distros;
using MailFactory.Testing.Guests;
using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Options;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Provisioning.Factory;

namespace MailFactory.Testing.Matrix.Stages;

/// <summary>A mail server made by the real Mail Server Factory, for the checks to judge.</summary>
/// <param name="frame">The run.</param>
/// <param name="leases">Who answers for its process.</param>
/// <param name="distro">The distro.</param>
internal sealed class FactoryMailTest(RunFrame frame, LeaseRegistry leases, Distro distro)
{
    /// <summary>The name of its log in the distro's folder.</summary>
    public const string LogFile = "mail-factory.log";

    private static readonly TimeSpan _short = TimeSpan.FromSeconds(30);

    /// <summary>Runs Mail Server Factory against the machine.</summary>
    public Task<FactoryOutcome> ProvisionAsync(
        IGuestCommands guest,
        SshAccess access,
        string configuration,
        GeneratedPasswords passwords,
        StageProgress progress,
        CancellationToken cancellationToken
    )
    {
        var options = frame.Options.MailFactory;
        var request = new FactoryRequest
        {
            Name = distro.Id,
            Installation = FactoryCheck.Find(options),
            Configuration = configuration,
            Passwords = passwords,
            Docker = new FactoryCredentials(options.DockerAccount!, options.DockerPassword!.Reveal()),
            Access = access,
            LogPath = Path.Combine(frame.Options.Layout.Machine(distro.Id), LogFile),
            Times = new FactoryTimes().ScaledBy(frame.TimeoutScale),
            TimeoutScale = frame.TimeoutScale,
        };
        var lines = new SynchronousProgress<FactoryProgress>(now =>
        {
            frame.Log.Debug("{Distro} mail-factory: {Line}", distro.Id, now.Line);
            progress.Report(now.Phase, note: now.Line);
        });
        return new FactoryProvisioner(leases, frame.Time).RunAsync(guest, request, lines, cancellationToken);
    }

    /// <summary>The certificate that Mail Server Factory made for the server; it signs itself.</summary>
    public static async Task<string> CertificateAsync(
        IGuestCommands guest,
        string hostname,
        double timeoutScale,
        CancellationToken cancellationToken
    )
    {
        var command = $"cat {ShellText.Quote($"/etc/ssl/certs/{hostname}.crt")}";
        return (await guest.RunAsync(command, standardInput: null, _short * timeoutScale, cancellationToken).ConfigureAwait(false))
            .EnsureSuccess()
            .Output;
    }
}
