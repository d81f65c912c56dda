using Nuke.Common;
using Nuke.Common.Execution;
using Nuke.Common.Output;
using Nuke.Common.Parameters;
using Nuke.Common.Planning;
using Serilog;
using Serilog.Core;

/// <summary>
/// What this build does within NUKE's run: it answers help, plan and completion, pins the order, and checks once more before the first
/// target.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
sealed class ReadStrictlyAttribute : BuildExtensionAttributeBase, IOnBuildCreated, IOnBuildInitialized
{
    readonly List<(ExecutableTarget Target, ExecutableTarget Earlier)> _pins = [];

    /// <summary>Before NUKE's own extensions, which write files and ask servers.</summary>
    public override float Priority { get; set; } = float.MaxValue;

    public void OnBuildCreated(IReadOnlyCollection<ExecutableTarget> executableTargets)
    {
        IReadOnlyList<ExecutableTarget> targets = [.. executableTargets];
        PackageRun.Build = (NukeBuild)Build;
        foreach (var target in targets)
        {
            (target.Description, TargetNotes.Of(target).Example) = TargetExample.Split(target.Description);
        }

        var answers = new Answers(BuildSession.Current, PackageRun.Build, targets);
        Attempt(() => answers.Complete(PackageRun.Typed) || answers.Help());
        Attempt(() => Pin(targets));
    }

    public void OnBuildInitialized(
        IReadOnlyCollection<ExecutableTarget> executableTargets,
        IReadOnlyCollection<ExecutableTarget> executionPlan
    )
    {
        var build = PackageRun.Build!;
        var session = BuildSession.Current;
        _pins.ForEach(pin => pin.Target.OrderDependencies.Remove(pin.Earlier));
        Attempt(() => Compare(executionPlan));
        Attempt(new Answers(session, build, [.. executableTargets]).Plan);
        Attempt(() => Require(new Requirements(build, session.Parameters.Parameters), executionPlan));
        if (session.IsOn(nameof(BuiltInParameters.Json)))
        {
            Keep(session, build);
        }
    }

    /// <summary>NUKE runs targets without an order last declared first; here they run as the plan shows them.</summary>
    bool Pin(IReadOnlyList<ExecutableTarget> targets)
    {
        var order = ExecutionPlanner.Order(targets);
        foreach (var (earlier, target) in order.Zip(order.Skip(1)).Where(pair => !pair.Second.AllDependencies.Contains(pair.First)))
        {
            target.OrderDependencies.Add(earlier);
            _pins.Add((target, earlier));
        }

        return false;
    }

    /// <summary>Nothing starts by mistake: what NUKE is about to run is what was asked for.</summary>
    static bool Compare(IReadOnlyCollection<ExecutableTarget> plan)
    {
        var asked =
            PackageRun.Invoked.Count > 0
                ? PackageRun.Invoked.ToHashSet()
                : [.. plan.Where(target => target.IsDefault).Select(target => target.Name)];
        foreach (var target in plan.Where(target => target.IsDefault && asked.Contains(target.Name)))
        {
            // NUKE marks only what was named.
            target.Invoked = true;
        }

        var understood = plan.Where(target => target.Invoked).Select(target => target.Name).ToList();
        return asked.SetEquals(understood)
            ? false
            : throw new UsageException(
                $"The engine understood {string.Join(", ", understood)} where {string.Join(", ", asked)} was asked for; nothing "
                    + "was started."
            );
    }

    static bool Require(Requirements requirements, IReadOnlyCollection<ExecutableTarget> plan)
    {
        var unmet = requirements.Unmet(plan.Where(target => target.Status == ExecutionStatus.Scheduled));
        return unmet.Count == 0 ? false : throw new UsageException(unmet);
    }

    static void Keep(BuildSession session, NukeBuild build)
    {
        var warnings = new WarningsSink(() => build.RunningTargets.FirstOrDefault()?.Name);
        session.Warnings = warnings.Events;
        Log.Logger = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Logger(Log.Logger).WriteTo.Sink(warnings).CreateLogger();
    }

    /// <summary>Ends the process when the question was answered, or when it was wrong.</summary>
    static void Attempt(Func<bool> answer)
    {
        try
        {
            if (answer())
            {
                PackageRun.Exit(0);
            }
        }
        catch (UsageException mistake)
        {
            PackageRun.Exit(mistake);
        }
    }
}
