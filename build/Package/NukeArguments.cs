using System.Reflection;
using Nuke.Common.Execution;
using Nuke.Common.Parameters;

/// <summary>The arguments as NUKE reads them: targets first, then <c>--parameter [value ...]</c>.</summary>
static class NukeArguments
{
    const string NoLogo = "--no-logo";

    /// <summary>
    /// What only this build answers to, before NUKE runs anything, and what is handed over in a form of its own or, as --skip, done by the
    /// build itself.
    /// </summary>
    static readonly string[] _ownForm =
    [
        nameof(BuiltInParameters.Help),
        nameof(BuiltInParameters.Plan),
        nameof(BuiltInParameters.PlanFormat),
        nameof(BuiltInParameters.PlanOpen),
        nameof(BuiltInParameters.Completion),
        nameof(BuiltInParameters.Json),
        nameof(BuiltInParameters.NoLogo),
        nameof(BuiltInParameters.Root),
        nameof(BuiltInParameters.Target),
        nameof(BuiltInParameters.Skip),
    ];

    /// <summary>What the command line alone says.</summary>
    /// <exception cref="UsageException">A target does not exist.</exception>
    public static IReadOnlyList<string> Of(CommandLine line, ParameterSet parameters, IReadOnlyList<string> targets) =>
        [
            .. TargetNames.Declared(line.Targets.Concat(InvokedBy(line, parameters)), targets),
            .. IsRun(line, parameters) ? Array.Empty<string>() : [NoLogo],
            .. line
                .Given.Where(parameter => !_ownForm.Contains(parameter.Name) && !IsForEnvironment(line, parameter))
                .SelectMany(parameter => Words(parameter, line.ValuesOf(parameter))),
        ];

    /// <summary>What command line, environment and parameter files say together of targets and built-in parameters.</summary>
    /// <exception cref="UsageException">A target does not exist.</exception>
    public static IReadOnlyList<string> Of(BuildSession session, IReadOnlyList<string> targets)
    {
        var (line, parameters) = (session.CommandLine, session.Parameters.Parameters);
        var said = Of(line, parameters, targets);
        var elsewhere = parameters.All.Where(parameter =>
            parameter.IsBuiltIn && line.ValuesOf(parameter) is null && !_ownForm.Contains(parameter.Name)
        );
        return
        [
            .. line.Targets.Count > 0 ? [] : TargetNames.Declared(session.InvokedTargets, targets).Except(said),
            .. said,
            "--root",
            session.RootDirectory,
            .. session.IsOn(nameof(BuiltInParameters.NoLogo)) && !said.Contains(NoLogo) ? [NoLogo] : Array.Empty<string>(),
            .. elsewhere.SelectMany(parameter => Words(parameter, session.Parameters.ValueOf(parameter))),
        ];
    }

    /// <summary>NUKE takes what starts with a dash for a parameter; such a value reaches it as a variable.</summary>
    public static bool IsForEnvironment(CommandLine line, ParameterDefinition parameter) =>
        line.ValuesOf(parameter)?.Any(text => text.StartsWith('-')) ?? false;

    /// <summary>Makes NUKE find these arguments in place of the process's own.</summary>
    /// <exception cref="MissingFieldException">The runtime keeps its arguments elsewhere; nothing has run.</exception>
    public static void HandOver(IReadOnlyList<string> arguments)
    {
        // NUKE asks Environment.GetCommandLineArgs when it is first used, and has no other way in.
        var field =
            typeof(Environment).GetField("s_commandLineArgs", BindingFlags.Static | BindingFlags.NonPublic)
            ?? throw new MissingFieldException(nameof(Environment), "s_commandLineArgs");
        field.SetValue(null, (string[])[Environment.GetCommandLineArgs()[0], .. arguments]);
    }

    /// <summary>Whether targets run, and nothing is only shown.</summary>
    static bool IsRun(CommandLine line, ParameterSet parameters) =>
        new[]
        {
            nameof(BuiltInParameters.NoLogo),
            nameof(BuiltInParameters.Help),
            nameof(BuiltInParameters.Plan),
            nameof(BuiltInParameters.PlanFormat),
            nameof(BuiltInParameters.PlanOpen),
            nameof(BuiltInParameters.Json),
            nameof(BuiltInParameters.Completion),
        }.All(name => Texts(line, parameters, name) is null);

    static IEnumerable<string> InvokedBy(CommandLine line, ParameterSet parameters) =>
        (Texts(line, parameters, nameof(BuiltInParameters.Target)) ?? []).SelectMany(text => text.Split('+'));

    static IReadOnlyList<string>? Texts(CommandLine line, ParameterSet parameters, string name) => line.ValuesOf(parameters.Find(name));

    static IEnumerable<string> Words(ParameterDefinition parameter, object? value) =>
        value switch
        {
            null or false => [],
            true => [parameter.Option],
            string[] texts => texts.Prepend(parameter.Option),
            _ => [parameter.Option, $"{value}"],
        };

    // The last value counts, and a switch that is on needs none.
    static IEnumerable<string> Words(ParameterDefinition parameter, IReadOnlyList<string> texts)
    {
        if (parameter.IsArray)
        {
            return texts.Prepend(parameter.Option);
        }

        if (parameter.IsSwitch)
        {
            return texts.Count > 0 && !bool.Parse(texts[^1]) ? [parameter.Option, "false"] : [parameter.Option];
        }

        return [parameter.Option, texts[^1]];
    }
}
