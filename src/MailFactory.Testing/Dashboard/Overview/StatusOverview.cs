using MailFactory.Testing.Dashboard.Sampling;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.State;

namespace MailFactory.Testing.Dashboard.Overview;

/// <summary>What <c>Status</c> tells, for people and for programs; a part that was not asked for is null.</summary>
internal sealed record StatusOverview
{
    /// <summary>The parts that can be asked for.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["processes", "vms", "isos", "tests", "all"];

    /// <summary>The run's identifier; empty when there was none.</summary>
    public required string RunId { get; init; }

    /// <summary>How it stands, in a few words.</summary>
    public required string Standing { get; init; }

    /// <summary>Whether it is running.</summary>
    public required bool IsRunning { get; init; }

    /// <summary>The pid of its build; null when that has ended.</summary>
    public int? Pid { get; init; }

    /// <summary>The arguments of its build.</summary>
    public required string Command { get; init; }

    /// <summary>When it began; null without a run.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended; null before, and when its build was killed.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>The exit code of its build; null before.</summary>
    public int? ExitCode { get; init; }

    /// <summary>What was wrong with the record; null when nothing was.</summary>
    public string? Problem { get; init; }

    /// <summary>Every stage of every distro.</summary>
    public IReadOnlyList<ItemState>? Processes { get; init; }

    /// <summary>The running machines.</summary>
    public IReadOnlyList<ProcessSample>? Vms { get; init; }

    /// <summary>Downloads and verifications.</summary>
    public IReadOnlyList<ItemState>? Isos { get; init; }

    /// <summary>Mail tests.</summary>
    public IReadOnlyList<ItemState>? Tests { get; init; }

    /// <summary>Puts the parts together; throws <see cref="UnknownNameException"/> for a part that there is not.</summary>
    public static StatusOverview Of(RunReading reading, IReadOnlyList<ProcessSample> processes, string part)
    {
        if (!Parts.Contains(part))
        {
            throw new UnknownNameException("--show", part, Parts);
        }

        var state = reading.Status.State;
        var items = state.Items.Select(item => item with { Progress = reading.Status.ProgressOf(item) }).ToList();
        return new StatusOverview
        {
            RunId = state.RunId,
            Standing = reading.Standing,
            IsRunning = reading.IsGoingOn,
            Pid = reading.IsAlive ? state.Owner?.Pid : null,
            Command = state.Command,
            Started = reading.IsAny ? state.Started : null,
            Ended = state.Ended,
            ExitCode = (int?)state.Result,
            Problem = reading.Problem,
            Processes = Is("processes") ? items : null,
            Vms = Is("vms") ? [.. processes.Where(process => process.Kind == ProcessKind.Machine)] : null,
            Isos = Is("isos") ? [.. items.Where(item => item.Stage is Stage.Download or Stage.Verify)] : null,
            Tests = Is("tests") ? [.. items.Where(item => item.Stage == Stage.MailTest)] : null,
        };

        bool Is(string name) => part == name || part == "all";
    }
}
