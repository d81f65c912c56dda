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
            return UsageReport.Write(exception, typeof(T), surroundings);
        }
    }

    private int Start()
    {
        // A shell asks about words that are not arguments yet.
        var typed = surroundings.Arguments is [Completer.Option, ..] ? surroundings.Arguments.Skip(1).ToList() : null;
        var session = BuildSession.Start(
            typeof(T),
            typed is null ? surroundings : surroundings with { Arguments = [] },
            [.. TargetProperties.Of(typeof(T)).Select(x => x.Name)]
        );
        BuildSession.Current = session;
        if (OwnsProcess && (!session.Mask.IsEmpty || session.KeepsOut))
        {
            Console.SetOut(session.Console.Out);
            Console.SetError(session.Console.Error);
        }

        var build = new T();
        ValueInjector.Inject(build);
        var targets = TargetFactory.Create(build, defaultTargets);
        var answers = new Answers(session, build, targets);
        if (answers.Complete(typed) || answers.Help())
        {
            return 0;
        }

        if (session.Value(nameof(BuiltInParameters.GenerateConfiguration)) is string configuration)
        {
            ConfigurationFiles.Generate(build, targets, configuration);
            return 0;
        }

        build.ExecutionPlan = ExecutionPlanner.Plan(targets, session.InvokedTargets);
        if (answers.Plan())
        {
            return 0;
        }

        SchemaFile.Update(session, build, targets);
        using var run = new BuildRun(session, build, targets, OwnsProcess);
        if (!session.IsServerBuild)
        {
            ConfigurationFiles.Update(build, targets);
        }

        return run.Execute(new SkipRules(build.ExecutionPlan).SkipByStaticConditions);
    }
}
