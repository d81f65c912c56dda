using MailFactory.Testing.Guests;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Provisioning.Factory;

/// <summary>Makes a mail server of a machine with the real Mail Server Factory: its jar, run by java on this host.</summary>
/// <param name="leases">Where the process is recorded, so that it never outlives this run unseen.</param>
/// <param name="time">The clock.</param>
internal sealed class FactoryProvisioner(LeaseRegistry leases, TimeProvider time)
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan _command = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _greeting = TimeSpan.FromSeconds(30);

    // What would change how java, ssh or Docker work, and what concerns no other program.
    private static readonly string[] _dropped =
    [
        "DISPLAY",
        "SSH_AUTH_SOCK",
        "JAVA_TOOL_OPTIONS",
        "JAVA_OPTS",
        "JDK_JAVA_OPTIONS",
        "_JAVA_OPTIONS",
        "CLASSPATH",
    ];

    private static readonly string[] _secret = ["PASSWORD", "TOKEN", "SECRET", "DOCKER"];

    /// <summary>
    /// Runs it and tells what it came to; throws <see cref="GuestException"/> when the machine cannot be reached before it starts, and
    /// <see cref="ToolException"/> when the host does not let it start.
    /// </summary>
    /// <param name="guest">Runs commands in the machine, as root.</param>
    /// <param name="request">What to run against which machine.</param>
    /// <param name="progress">Told of what it prints, secrets masked.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<FactoryOutcome> RunAsync(
        IGuestCommands guest,
        FactoryRequest request,
        IProgress<FactoryProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        if (await FactoryHost.MissingAsync(cancellationToken).ConfigureAwait(false) is { Count: > 0 } missing)
        {
            return new FactoryOutcome { Class = FactoryOutcomeClass.HostTrouble, Proof = string.Join("; ", missing) };
        }

        using var workspace = await FactoryWorkspace.CreateAsync(request, cancellationToken).ConfigureAwait(false);
        var configuration = await FactoryConfiguration
            .WriteAsync(request, workspace.Configuration, cancellationToken)
            .ConfigureAwait(false);
        var root = new FactoryRoot(
            guest,
            await workspace.PublicKeyAsync(cancellationToken).ConfigureAwait(false),
            _command * request.TimeoutScale
        );
        var hostKeys = await root.OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await workspace.WriteShimsAsync(request.Access, hostKeys, cancellationToken).ConfigureAwait(false);
            var outcome = await RunAsync(request, workspace, configuration, progress, cancellationToken).ConfigureAwait(false);
            return await WithMachineAsync(outcome, request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await root.CloseAsync().ConfigureAwait(false);
        }
    }

    private async Task<FactoryOutcome> RunAsync(
        FactoryRequest request,
        FactoryWorkspace workspace,
        FactoryConfiguration configuration,
        IProgress<FactoryProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var java = Java(workspace, configuration);
        var isolated = await PrivateTemp.WrapAsync(java, workspace.Folder, workspace.Temp, cancellationToken).ConfigureAwait(false);
        using var shared = isolated is null
            ? await SharedTemp.TakeAsync("/tmp", request.Times.Total, time, cancellationToken).ConfigureAwait(false)
            : null;
        using var log = new FactoryLog(workspace.RawLog, request.LogPath, new FactorySecrets(configuration.Secrets));
        var process = await ChildProcess
            .StartAsync(
                isolated ?? java,
                $"mail_factory {request.Name}",
                ProcessKind.Provisioner,
                workspace.RawLog,
                leases,
                scratchFolder: null,
                time,
                cancellationToken
            )
            .ConfigureAwait(false);
        await using (process.ConfigureAwait(false))
        {
            var watch = new FactoryWatch(request.Times, time);
            var ending = await WatchAsync(process, log, watch, progress, cancellationToken).ConfigureAwait(false);
            if (ending is not null)
            {
                log.Note($"mail-factory: ended, as {ending.Reason}");
                await process.StopAsync().ConfigureAwait(false);
            }

            var exitCode = await process.Exited.ConfigureAwait(false);
            while (await TakeAsync(log, watch, progress, isEnd: true, cancellationToken).ConfigureAwait(false))
            {
                // A flood is read in parts.
            }

            return FactoryClassifier.Of(watch, exitCode, ending) with
            {
                LastLines = log.Last,
            };
        }
    }

    private async Task<FactoryEnding?> WatchAsync(
        ChildProcess process,
        FactoryLog log,
        FactoryWatch watch,
        IProgress<FactoryProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        while (!process.Exited.IsCompleted)
        {
            await TakeAsync(log, watch, progress, isEnd: false, cancellationToken).ConfigureAwait(false);
            if (watch.Due() is { } ending && !process.Exited.IsCompleted)
            {
                return ending;
            }

            await Task.WhenAny(process.Exited, Task.Delay(_interval, time, cancellationToken)).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return null;
    }

    private static async Task<bool> TakeAsync(
        FactoryLog log,
        FactoryWatch watch,
        IProgress<FactoryProgress>? progress,
        bool isEnd,
        CancellationToken cancellationToken
    )
    {
        var lines = await log.ReadAsync(isEnd, cancellationToken).ConfigureAwait(false);
        foreach (var line in lines)
        {
            watch.Take(line);
            progress?.Report(new FactoryProgress(watch.Stage, watch.Container, line));
        }

        return lines.Count > 0;
    }

    // It may have failed because the machine went away, which is not its fault.
    private async Task<FactoryOutcome> WithMachineAsync(FactoryOutcome outcome, FactoryRequest request, CancellationToken cancellationToken)
    {
        if (
            outcome.Class != FactoryOutcomeClass.FactoryFailed
            || await SshBanner
                .IsThereAsync(request.Access.Host, request.Access.Port, _greeting * request.TimeoutScale, time, cancellationToken)
                .ConfigureAwait(false)
        )
        {
            return outcome;
        }

        var proof =
            $"the machine's SSH server no longer greets on {request.Access.Host}:{request.Access.Port}; Mail Server "
            + $"Factory said: {outcome.Proof}";
        return outcome with { Class = FactoryOutcomeClass.HostTrouble, Kind = FactoryFailureKind.None, Proof = proof };
    }

    private static ToolCommand Java(FactoryWorkspace workspace, FactoryConfiguration configuration) =>
        ToolCommand.Create(
            FactoryHost.Java!,
            "-Djava.awt.headless=true",
            "-jar",
            workspace.Jar,
            configuration.File,
            $"--installationHome={workspace.Home}"
        ) with
        {
            WorkingDirectory = workspace.Checkout,
            Environment = Variables(workspace),
        };

    private static Dictionary<string, string?> Variables(FactoryWorkspace workspace)
    {
        var names = Environment
            .GetEnvironmentVariables()
            .Keys.Cast<string>()
            .Where(name => _secret.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase)));
        var variables = names
            .Concat(_dropped)
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(name => name, _ => (string?)null, StringComparer.Ordinal);
        variables["PATH"] = $"{workspace.Shims}:{Environment.GetEnvironmentVariable("PATH")}";
        return variables;
    }
}
