using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling.Plans;

namespace MailFactory.Testing.Commands.Planning;

/// <summary>What a run of the matrix would do on this host if it started now; nothing is started to find out.</summary>
internal sealed record MatrixPlan
{
    /// <summary>The moment of the plan, as the user's clock shows it.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The accelerator that the figures are for.</summary>
    public required AcceleratorKind Accelerator { get; init; }

    /// <summary>Why this accelerator, in a few words.</summary>
    public required string AcceleratorReason { get; init; }

    /// <summary>The forecast.</summary>
    public required SchedulePlan Schedule { get; init; }

    /// <summary>The distros, in the order asked for.</summary>
    public required IReadOnlyList<PlannedDistro> Distros { get; init; }

    /// <summary>What the user should know before starting, one sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>When the run is expected to be over.</summary>
    public DateTimeOffset ExpectedEnd => Now + Schedule.Makespan;
}
