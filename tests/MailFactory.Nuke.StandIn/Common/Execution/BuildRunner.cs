using System.Diagnostics;
using Nuke.Common.IO;
using Nuke.Common.Output;
using Nuke.Common.Parameters;
using Nuke.Common.Planning;
using Nuke.Common.ValueInjection;
using Serilog;

namespace Nuke.Common.Execution;

/// <summary>One run of a build from its arguments to its exit code, in the genuine engine's order and with its exit codes.</summary>
/// <typeparam name="T">The build.</typeparam>
internal sealed class BuildRunner<T>(Surroundings surroundings, IReadOnlyCollection<string> defaultTargets)
    where T : NukeBuild, new()
{
    private const int ErrorExitCode = -1;

    public bool OwnsProcess { get; init; }

    public int Run()
    {
        var session = StartSession();
        PlanRun run = null;
        Console.CancelKeyPress += (_, _) => run?.Cancel();
        var build = new T();
        BuildLog log = null;
        try
        {
            TakeLogFile(session.TemporaryDirectory / "build.log");
            log = new BuildLog(session);
            session.Warnings = log.Warnings;
            var targets = TargetFactory.Create(build, defaultTargets);
            var extensions = new BuildExtensions(build);
            ParameterResolution.Warnings.ForEach(warn => warn());
            ValueInjector.Inject(build);
            SchemaText.Write(session, build, targets);
            extensions.Tell<IOnBuildCreated>(x => x.OnBuildCreated(targets));
            build.OnBuildCreated();
            if (!build.NoLogo)
            {
                session.Console.WriteLine("NUKE Execution Engine version 10.1.0 (stand-in)");
            }

            build.ExecutionPlan = Plan(session, targets);
            run = new PlanRun(session, build, log, extensions);
            if (session.IsOn(nameof(BuiltInParameters.Plan)))
            {
                ShowPlan(session);
            }

            if (build.Help)
            {
                ShowHelp(session, targets);
            }

            Telemetry.Send("start");
            extensions.Tell<IOnBuildInitialized>(x => x.OnBuildInitialized(targets, build.ExecutionPlan));
            build.OnBuildInitialized();
            run.Execute(session.Value(nameof(BuiltInParameters.Skip)) as string[]);
            return build.ExitCode ??= build.IsSucceeding ? 0 : ErrorExitCode;
        }
        catch (Exception exception)
        {
            if (exception is not TargetExecutionException)
            {
                session.Console.WriteLine(exception.Message);
            }

            return build.ExitCode ??= ErrorExitCode;
        }
        finally
        {
            run?.Finish();
            log?.Dispose();
        }
    }

    /// <summary>What goes wrong here goes wrong in a static constructor there: nobody catches it, and the process aborts.</summary>
    private BuildSession StartSession()
    {
        try
        {
            return BuildSession.Current = BuildSession.Start(typeof(T), surroundings, []);
        }
        catch (Exception exception)
        {
            throw new TypeInitializationException(typeof(NukeBuild).FullName, exception);
        }
    }

    /// <summary>Empties the last log, which fails while another build writes to it.</summary>
    private static void TakeLogFile(AbsolutePath file)
    {
        if (!file.FileExists())
        {
            return;
        }

        using var stream = File.OpenWrite(file);
        stream.SetLength(0);
    }

    private static IReadOnlyList<ExecutableTarget> Plan(BuildSession session, IReadOnlyList<ExecutableTarget> targets)
    {
        var option = session.Parameters.Parameters.Find(nameof(BuiltInParameters.Target));
        var named =
            session.CommandLine.ValuesOf(option) is null && session.CommandLine.Targets.Count > 0
                ? session.CommandLine.Targets
                : session.Value(nameof(BuiltInParameters.Target)) as string[] ?? [];
        var unknown = named.FirstOrDefault(name => targets.All(x => ParameterNames.Plain(x.Name) != ParameterNames.Plain(name)));
        if (unknown is not null)
        {
            throw new InvalidOperationException(
                $"Target with name '{unknown}' does not exist. Available targets are:\n  - "
                    + $"{string.Join("\n  - ", targets.Select(x => x.Name).Order())}"
            );
        }

        var plan = ExecutionPlanner.Plan(targets, [.. named]);
        return [.. LastDeclaredFirst.Order(targets).Where(plan.Contains)];
    }

    /// <summary>A page for a browser; without one, starting it fails.</summary>
    private static void ShowPlan(BuildSession session)
    {
        var page = session.TemporaryDirectory / "execution-plan.html";
        page.WriteAllText("<title>NUKE Execution Plan</title>\n");
        Process.Start(new ProcessStartInfo(page) { UseShellExecute = true });
        Environment.Exit(0);
    }

    private static void ShowHelp(BuildSession session, IReadOnlyList<ExecutableTarget> targets)
    {
        new HelpText(session.Console, targets, session.Parameters.Parameters).Write();
        Environment.Exit(0);
    }
}
