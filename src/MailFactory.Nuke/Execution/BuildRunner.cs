using Nuke.Common.CI;
using Nuke.Common.Completion;
using Nuke.Common.Output;
using Nuke.Common.Parameters;
using Nuke.Common.Planning;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.Execution;

/// <summary>One run of a build from its arguments to its exit code.</summary>
/// <typeparam name="T">The build.</typeparam>
internal sealed class BuildRunner<T>(Surroundings surroundings, IReadOnlyCollection<string> defaultTargets)
    where T : NukeBuild, new()
{
    /// <summary>Whether this run may take over the process: its signals and its standard output.</summary>
    public bool OwnsProcess { get; init; }

    public int Run()
    {
        try
        {
            return Start();
        }
        catch (UsageException exception)
        {
            foreach (var line in exception.Lines)
                surroundings.Error.WriteLine(line);
            if (JsonResult.IsWanted(surroundings.Arguments))
                surroundings.Out.WriteLine(JsonResult.OfUsage(typeof(T), exception.Lines));
            return UsageException.ExitCode;
        }
    }

    private int Start()
    {
        // A shell asks about words that are not arguments yet.
        var typed = surroundings.Arguments is [Completer.Option, ..] ? surroundings.Arguments.Skip(1).ToList() : null;
        var session = BuildSession.Start(typeof(T), typed is null ? surroundings : surroundings with { Arguments = [] }, [.. TargetProperties.Of(typeof(T)).Select(x => x.Name)]);
        BuildSession.Current = session;
        if (OwnsProcess && (!session.Mask.IsEmpty || session.IsOn(nameof(BuiltInParameters.Json))))
        {
            Console.SetOut(session.Console.Out);
            Console.SetError(session.Console.Error);
        }

        var build = new T();
        ValueInjector.Inject(build);
        var targets = TargetFactory.Create(build, defaultTargets);
        if (typed is not null || session.Value(nameof(BuiltInParameters.Completion)) is CompletionShell)
        {
            WriteCompletion(session, build, targets, typed);
            return 0;
        }

        string[] invoked = [.. session.CommandLine.Targets, .. (string[])session.Value(nameof(BuiltInParameters.Target)) ?? []];

        if (build.Help || (invoked.Length == 0 && defaultTargets.Count == 0))
        {
            WriteHelp(session, build, targets, ExecutionPlanner.Find(targets, invoked));
            return 0;
        }

        if (session.Value(nameof(BuiltInParameters.GenerateConfiguration)) is string configuration)
        {
            ConfigurationFiles.Generate(build, targets, configuration);
            return 0;
        }

        build.ExecutionPlan = ExecutionPlanner.Plan(targets, invoked);
        var skipped = session.Value(nameof(BuiltInParameters.Skip)) is string[] names ? ExecutionPlanner.Find(targets, names) : null;
        if (build.Plan)
        {
            new PlanView(session, build, targets).Show(() => ApplySkips(build, skipped));
            return 0;
        }

        SchemaFile.Update(session, build, targets);
        using var run = new BuildRun(session, build, targets, OwnsProcess);
        if (!session.IsServerBuild)
            ConfigurationFiles.Update(build, targets);
        return run.Execute(() => ApplySkips(build, skipped));
    }

    private static void ApplySkips(NukeBuild build, IReadOnlyList<ExecutableTarget> skipped)
    {
        var rules = new SkipRules(build.ExecutionPlan);
        if (skipped is not null)
            rules.SkipByParameter(skipped);
        rules.SkipByStaticConditions();
    }

    private static void WriteCompletion(BuildSession session, NukeBuild build, IReadOnlyList<ExecutableTarget> targets, IReadOnlyList<string> typed)
    {
        if (typed is null)
            session.Console.WriteLine(CompletionScript.Of((CompletionShell)session.Value(nameof(BuiltInParameters.Completion))));
        foreach (var candidate in typed is null ? [] : new Completer(session, build, targets).Complete(typed))
            session.Console.WriteLine(candidate.ToString());
    }

    private static void WriteHelp(BuildSession session, NukeBuild build, IReadOnlyList<ExecutableTarget> targets, IReadOnlyList<ExecutableTarget> chosen)
    {
        var parameters = session.Parameters.Parameters;
        if (chosen.Count == 0)
            new HelpText(session.Console, targets, parameters).Write();
        foreach (var target in chosen)
            new TargetHelpText(session.Console, build, targets, parameters).Write(target);
    }
}
