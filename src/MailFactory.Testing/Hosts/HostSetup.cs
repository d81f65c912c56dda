using MailFactory.Testing.Amounts;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Waiting;

namespace MailFactory.Testing.Hosts;

/// <summary>Sees to it that the host has the tools of a run: installs what is missing, or names the command that does.</summary>
internal sealed record HostSetup
{
    private static readonly TimeSpan _lockInterval = TimeSpan.FromSeconds(5);

    /// <summary>The host's package manager; null when it has none of those known.</summary>
    public PackageManager? Packages { get; init; } = PackageManager.Detect();

    /// <summary>Whether this process may install packages.</summary>
    public bool IsRoot { get; init; } = Environment.IsPrivilegedProcess;

    /// <summary>Finds a program or a full path; returns null when it is not there.</summary>
    public Func<string, string?> Find { get; init; } = FindOnHost;

    /// <summary>Gets one line per step.</summary>
    public Action<string> Say { get; init; } = _ => { };

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long to wait for another program to let go of the package manager's lock; five minutes unless set.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A program's full path, or the path itself when it names a file that exists.</summary>
    public static string? FindOnHost(string name)
    {
        if (!Path.IsPathRooted(name))
        {
            return ToolRunner.Find(name);
        }

        return File.Exists(name) ? name : null;
    }

    /// <summary>
    /// Checks the tools and, when <paramref name="setup"/> is set and the process is root, installs those missing. Never throws
    /// for a package manager that fails: the result then holds its last lines.
    /// </summary>
    public async Task<HostSetupResult> EnsureAsync(bool setup, IEnumerable<HostTool> tools, CancellationToken cancellationToken)
    {
        var missing = tools.Where(IsMissing).ToList();
        var required = missing.Where(tool => !tool.IsOptional).ToList();
        var mayInstall = setup && IsRoot && Packages is not null && required.All(tool => PackageOf(tool) is not null);
        if (required.Count > 0 && !mayInstall)
        {
            return new HostSetupResult { FailureClass = FailureClass.Configuration, Message = Advice(required, setup) };
        }

        if (!mayInstall || PackagesOf(missing).Count == 0)
        {
            return Ready("all host tools are there");
        }

        try
        {
            return await InstallAsync(Packages!, missing, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is ToolException or WaitTimeoutException)
        {
            return new HostSetupResult
            {
                FailureClass = FailureClass.Infrastructure,
                Message = $"host tools cannot be installed: {error.Message}",
            };
        }
    }

    private static HostSetupResult Ready(string message) => new() { FailureClass = FailureClass.None, Message = message };

    private bool IsMissing(HostTool tool) => !tool.AnyOf.Any(name => Find(name) is not null);

    private string? PackageOf(HostTool tool) => Packages is null ? null : tool.Packages.GetValueOrDefault(Packages.Name);

    private List<string> PackagesOf(IEnumerable<HostTool> tools) => [.. tools.Select(PackageOf).OfType<string>().Distinct()];

    private string Advice(List<HostTool> required, bool setup)
    {
        var lines = new List<string>
        {
            $"not installed: {string.Join(", ", required.Select(tool => $"{tool.Name} (needed to {tool.Purpose})"))}",
        };
        if (Packages is null)
        {
            lines.Add("  no package manager this tool knows (apt-get, dnf, zypper) is here: install them by hand");
            return string.Join('\n', lines);
        }

        lines.AddRange(
            required
                .Where(tool => PackageOf(tool) is null)
                .Select(tool => $"  {tool.Name}: no {Packages.Name} package is known, put it at {tool.AnyOf[0]} by hand")
        );
        if (PackagesOf(required) is { Count: > 0 } packages)
        {
            lines.Add($"  {(setup && !IsRoot ? "--setup needs root; " : string.Empty)}install with: {Packages.Typed(packages, IsRoot)}");
        }

        return string.Join('\n', lines);
    }

    private async Task<HostSetupResult> InstallAsync(
        PackageManager manager,
        IReadOnlyList<HostTool> missing,
        CancellationToken cancellationToken
    )
    {
        var started = Time.GetTimestamp();
        if (manager.RefreshArguments.Count > 0)
        {
            Say($"setup: {manager.Name} {string.Join(' ', manager.RefreshArguments)}");
            var refreshed = await RunAsync(manager, manager.RefreshArguments, cancellationToken).ConfigureAwait(false);
            if (!refreshed.IsSuccess)
            {
                // One broken third-party source fails the whole refresh, while the packages wanted may well be had.
                Say($"setup: the package lists could not be refreshed ({LastLine(refreshed)}); continuing with the old ones");
            }
        }

        var required = PackagesOf(missing.Where(tool => !tool.IsOptional));
        if (required.Count > 0)
        {
            Say($"setup: installing {string.Join(' ', required)}");
            (await RunAsync(manager, [.. manager.InstallArguments, .. required], cancellationToken).ConfigureAwait(false)).EnsureSuccess();
        }

        await InstallOptionalAsync(manager, PackagesOf(missing.Where(tool => tool.IsOptional)).Except(required).ToList(), cancellationToken)
            .ConfigureAwait(false);

        var still = missing.Where(tool => !tool.IsOptional && IsMissing(tool)).Select(tool => $"{tool.Name} ({PackageOf(tool)})").ToList();
        if (still.Count > 0)
        {
            throw new ToolException($"{manager.Name} reports success, yet these are not found: {string.Join(", ", still)}");
        }

        var done =
            $"host tools installed in {Spans.Seconds(Time.GetElapsedTime(started))}: "
            + $"{string.Join(", ", missing.Where(tool => !IsMissing(tool)).Select(tool => tool.Name))}";
        Say($"setup: {done}");
        return Ready(done);
    }

    private async Task InstallOptionalAsync(PackageManager manager, List<string> packages, CancellationToken cancellationToken)
    {
        if (packages.Count == 0)
        {
            return;
        }

        Say($"setup: installing {string.Join(' ', packages)} (optional)");
        var together = await RunAsync(manager, [.. manager.InstallArguments, .. packages], cancellationToken).ConfigureAwait(false);
        if (together.IsSuccess)
        {
            return;
        }

        // One package that a release does not have fails the whole command; the others are still worth having.
        foreach (var package in packages)
        {
            var alone =
                packages.Count == 1
                    ? together
                    : await RunAsync(manager, [.. manager.InstallArguments, package], cancellationToken).ConfigureAwait(false);
            if (!alone.IsSuccess)
            {
                Say($"setup: continuing without {package}: {LastLine(alone)}");
            }
        }
    }

    private async Task<ToolResult> RunAsync(PackageManager manager, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var command = manager.Command(arguments);
        var result = await ToolRunner.RunAsync(command, cancellationToken).ConfigureAwait(false);
        if (!manager.IsLocked(result))
        {
            return result;
        }

        Say($"setup: another program holds {manager.Name}'s lock; waiting up to {Spans.Seconds(LockTimeout)} for it");
        await Wait.UntilAsync(
                $"{manager.Name} is free of another program's lock",
                async token => !manager.IsLocked(result = await ToolRunner.RunAsync(command, token).ConfigureAwait(false)),
                LockTimeout,
                _lockInterval,
                Time,
                cancellationToken
            )
            .ConfigureAwait(false);
        return result;
    }

    private static string LastLine(ToolResult result) =>
        (result.StandardError + '\n' + result.StandardOutput)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .LastOrDefault()
        ?? $"exit code {result.ExitCode}";
}
