using Nuke.Common;
using Nuke.Common.Completion;
using Nuke.Common.Execution;
using Nuke.Common.Output;
using Nuke.Common.Parameters;
using Nuke.Common.Planning;

/// <summary>
/// A run under NUKE's own engine, which passes over what it does not know and runs the default target when it misreads a line.
/// The command line is read here first, by the same rules as the embedded engine's; NUKE gets a list that it cannot misread.
/// </summary>
static class PackageRun
{
    /// <summary>The words a shell asks about; null in a run.</summary>
    public static IReadOnlyList<string>? Typed { get; private set; }

    /// <summary>The targets that NUKE must have understood; none stands for the default ones.</summary>
    public static IReadOnlyList<string> Invoked { get; private set; } = [];

    /// <summary>The build object, once NUKE has made it.</summary>
    public static NukeBuild? Build { get; set; }

    public static int Run<T>(Func<int> execute)
        where T : NukeBuild
    {
        var surroundings = Surroundings.OfProcess();
        var (started, stamp) = (surroundings.Clock.GetLocalNow(), surroundings.Clock.GetTimestamp());
        try
        {
            Prepare(typeof(T), surroundings);
        }
        catch (UsageException mistake)
        {
            return UsageReport.Write(mistake, typeof(T), surroundings);
        }

        var exitCode = execute();
        var session = BuildSession.Current;
        if (session.IsOn(nameof(BuiltInParameters.Json)) && Build is { ExecutionPlan: not null } build)
        {
            session.Console.Result.WriteLine(JsonResult.Of(build, session, started, surroundings.Clock.GetElapsedTime(stamp), exitCode));
        }

        return exitCode;
    }

    /// <summary>Ends the process with what was printed.</summary>
    public static void Exit(int exitCode)
    {
        BuildSession.Current.Console.Out.Flush();
        BuildSession.Current.Console.Result.Flush();
        Environment.Exit(exitCode);
    }

    /// <summary>Ends the process with a mistake of the user's.</summary>
    public static void Exit(UsageException mistake) =>
        Exit(UsageReport.Write(mistake, Build!.GetType(), BuildSession.Current.Surroundings));

    static void Prepare(Type build, Surroundings surroundings)
    {
        Typed = surroundings.Arguments is [Completer.Option, ..] ? [.. surroundings.Arguments.Skip(1)] : null;
        var names = TargetProperties.Of(build).Select(property => property.Name).ToList();
        var arguments = Typed is null ? surroundings.Arguments : [];

        // Before anything of NUKE's is touched: it keeps the arguments that it finds when it is first used.
        var parameters = new ParameterSet(build);
        var line = CommandLine.Parse(arguments, parameters, names);
        if (line.Errors.Count > 0)
        {
            throw new UsageException(line.Errors);
        }

        NukeArguments.HandOver(NukeArguments.Of(line, parameters, names));
        var session = BuildSession.Start(build, surroundings with { Arguments = arguments }, names);
        BuildSession.Current = session;
        TargetNames.Declared((string[]?)session.Value(nameof(BuiltInParameters.Skip)) ?? [], names);
        Invoked = TargetNames.Declared(session.InvokedTargets, names);
        NukeArguments.HandOver(NukeArguments.Of(session, names));
        NukeVariables.Settle(session);
        if (!session.Mask.IsEmpty || session.KeepsOut)
        {
            Console.SetOut(session.Console.Out);
            Console.SetError(session.Console.Error);
        }
    }
}
