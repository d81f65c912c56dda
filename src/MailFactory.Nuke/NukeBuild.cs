using System.Linq.Expressions;
using Nuke.Common.CI;
using Nuke.Common.Execution;
using Nuke.Common.Output;
using Nuke.Common.Parameters;
using Nuke.Common.Tooling;
using Nuke.Common.ValueInjection;

namespace Nuke.Common;

/// <summary>The base of every build: derive from it, declare targets and parameters, and return <c>Execute</c> from <c>Main</c>.</summary>
public abstract partial class NukeBuild : INukeBuild
{
    /// <summary>Makes a build; only the engine calls it.</summary>
    protected NukeBuild() { }

    /// <summary>The targets of this run in the order in which they run.</summary>
    public IReadOnlyCollection<ExecutableTarget> ExecutionPlan { get; set; } = [];

    /// <summary>Targets named on the command line, or the default ones.</summary>
    public IReadOnlyCollection<ExecutableTarget> InvokedTargets => [.. ExecutionPlan.Where(x => x.Invoked)];

    /// <summary>Targets left out.</summary>
    public IReadOnlyCollection<ExecutableTarget> SkippedTargets => In(ExecutionStatus.Skipped);

    /// <summary>Targets still to come.</summary>
    public IReadOnlyCollection<ExecutableTarget> ScheduledTargets => In(ExecutionStatus.Scheduled);

    /// <summary>The target that runs now.</summary>
    public IReadOnlyCollection<ExecutableTarget> RunningTargets => In(ExecutionStatus.Running);

    /// <summary>Targets ended by a signal.</summary>
    public IReadOnlyCollection<ExecutableTarget> AbortedTargets => In(ExecutionStatus.Aborted);

    /// <summary>Targets that failed.</summary>
    public IReadOnlyCollection<ExecutableTarget> FailedTargets => In(ExecutionStatus.Failed);

    /// <summary>Targets that ran to their end.</summary>
    public IReadOnlyCollection<ExecutableTarget> SucceededTargets => In(ExecutionStatus.Succeeded);

    /// <summary>Targets that are over, whatever their outcome.</summary>
    public IReadOnlyCollection<ExecutableTarget> FinishedTargets =>
        In(
            ExecutionStatus.NotRun,
            ExecutionStatus.Skipped,
            ExecutionStatus.Succeeded,
            ExecutionStatus.Failed,
            ExecutionStatus.Aborted,
            ExecutionStatus.Collective
        );

    /// <summary>Whether nothing has gone wrong so far.</summary>
    public bool IsSucceeding => !IsFailing;

    /// <summary>Whether a target failed, was aborted or did not get its turn.</summary>
    public bool IsFailing => HasFailed || In(ExecutionStatus.Failed, ExecutionStatus.Aborted, ExecutionStatus.NotRun).Length > 0;

    /// <summary>Whether all targets are over.</summary>
    public bool IsFinished => In(ExecutionStatus.Scheduled, ExecutionStatus.Running).Length == 0;

    /// <summary>The exit code that the build wants, whatever happens; null for 0 or -1 by outcome.</summary>
    public int? ExitCode { get; set; }

    /// <summary>Whether only the plan is shown.</summary>
    public bool Plan => PlanView.IsWanted(BuildSession.Current);

    /// <summary>Whether only the help text is shown.</summary>
    public bool Help => BuildSession.Current.IsOn(nameof(BuiltInParameters.Help));

    /// <summary>Whether the engine's line is left out.</summary>
    public bool NoLogo { get; set; } = BuildSession.Current.IsOn(nameof(BuiltInParameters.NoLogo));

    /// <summary>Whether targets that succeeded in the last attempt are skipped.</summary>
    public bool Continue => BuildSession.Current.IsOn(nameof(BuiltInParameters.Continue));

    /// <summary>Which part of how many this build is.</summary>
    public Partition Partition => (Partition)BuildSession.Current.Value(nameof(BuiltInParameters.Partition)) ?? Partition.Single;

    /// <summary>Something went wrong outside of targets.</summary>
    internal bool HasFailed { get; set; }

    /// <summary>Adds pairs to the running target's row of the summary: <c>ReportSummary(x => x.AddPair("Tests", 12))</c>.</summary>
    /// <exception cref="InvalidOperationException">No target is running.</exception>
    public void ReportSummary(Configure<Dictionary<string, string>> configurator = null)
    {
        if (In(ExecutionStatus.Running) is not [var target])
        {
            throw new InvalidOperationException("A summary belongs to a target, and none is running.");
        }

        foreach (var (key, value) in configurator?.Invoke([]) ?? [])
        {
            target.SummaryInformation[key] = value;
        }
    }

    /// <inheritdoc/>
    T INukeBuild.TryGetValue<T>(Expression<Func<T>> parameterExpression) => (T)Injected(parameterExpression);

    /// <inheritdoc/>
    T INukeBuild.TryGetValue<T>(Expression<Func<object>> parameterExpression) => Injected(parameterExpression) is T value ? value : default;

    /// <summary>Runs the build of this process.</summary>
    /// <param name="defaultTargetExpressions">The targets that run when none is named; without any, the help text is shown.</param>
    /// <returns>The exit code of the process.</returns>
    protected static int Execute<T>(params Expression<Func<T, Target>>[] defaultTargetExpressions)
        where T : NukeBuild, new() =>
        new BuildRunner<T>(Surroundings.OfProcess(), [.. defaultTargetExpressions.Select(x => x.Named().Name)])
        {
            OwnsProcess = true,
        }.Run();

    private ExecutableTarget[] In(params ExecutionStatus[] statuses) => [.. ExecutionPlan.Where(x => statuses.Contains(x.Status))];

    private object Injected(LambdaExpression expression)
    {
        var member =
            expression.Named() ?? throw new ArgumentException("Expected a lambda that names the member itself.", nameof(expression));
        return member
            .GetCustomAttributes(typeof(ValueInjectionAttributeBase), inherit: true)
            .Cast<ValueInjectionAttributeBase>()
            .FirstOrDefault()
            ?.TryGetValue(member, this);
    }
}
