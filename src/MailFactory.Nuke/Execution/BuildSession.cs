using Nuke.Common.IO;
using Nuke.Common.Output;
using Nuke.Common.Parameters;
using Serilog.Events;

namespace Nuke.Common.Execution;

/// <summary>What is known about this run before the build object exists: root, parameter values, host, verbosity.</summary>
internal sealed partial class BuildSession
{
    private static BuildSession _current;

    private BuildSession(Surroundings surroundings, AbsolutePath root, ParameterValues parameters)
    {
        Surroundings = surroundings;
        RootDirectory = root;
        Parameters = parameters;
        Mask = new SecretMask(parameters.Secrets);
        Verbosity = (Verbosity)(Value(nameof(BuiltInParameters.Verbosity)) ?? Verbosity.Normal);
        HostName = HostChoice.Choose((string)Value(nameof(BuiltInParameters.Host)), surroundings.Variables);
        Console = new BuildConsole(surroundings, Mask, isBuildServer: HostName != HostChoice.Terminal, KeepsOut);
    }

    /// <summary>The run of this process; outside of a run, one without arguments, for code that only asks for directories.</summary>
    public static BuildSession Current
    {
        get => _current ??= Start(null, Surroundings.OfProcess() with { Arguments = [] }, []);
        set => _current = value;
    }

    public Surroundings Surroundings { get; }

    public AbsolutePath RootDirectory { get; }

    public AbsolutePath TemporaryDirectory => RootDirectory / ".nuke" / "temp";

    public ParameterValues Parameters { get; }

    public CommandLine CommandLine { get; private init; }

    /// <summary>
    /// Whether standard output belongs to a document: the engine's own, or that of a target whose parameter Format says json. People
    /// read standard error then.
    /// </summary>
    public bool KeepsOut =>
        IsOn(nameof(BuiltInParameters.Json)) || "json".Equals(Value("Format") as string, StringComparison.OrdinalIgnoreCase);

    public SecretMask Mask { get; }

    public BuildConsole Console { get; }

    public Verbosity Verbosity { get; set; }

    /// <summary>Warnings and errors so far, with the target they came from.</summary>
    public IReadOnlyCollection<(LogEventLevel Level, string Text)> Warnings { get; set; } = [];

    /// <summary>The failure that was printed since a target last began, so that it is not printed again at once; or null.</summary>
    public string JustSaid { get; set; }

    public string HostName { get; }

    public string[] Profiles { get; private init; }

    /// <summary>The value of a parameter by name, or null.</summary>
    public object Value(string name) => Parameters.ValueOf(Parameters.Parameters.Find(name));

    /// <summary>The targets asked for, as they were typed; none stands for the default ones.</summary>
    public IReadOnlyList<string> InvokedTargets => [.. CommandLine.Targets, .. (string[])Value(nameof(BuiltInParameters.Target)) ?? []];

    /// <summary>Whether a built-in switch is on.</summary>
    public bool IsOn(string name) => Value(name) is true;

    /// <exception cref="UsageException">Anything that is wrong with arguments, environment or parameter files.</exception>
    public static BuildSession Start(Type buildType, Surroundings surroundings, IReadOnlyList<string> targetNames)
    {
        var set = new ParameterSet(buildType);
        var commandLine = CommandLine.Parse(surroundings.Arguments, set, targetNames);
        if (commandLine.Errors.Count > 0)
        {
            throw new UsageException(commandLine.Errors);
        }

        var resolution = new ParameterResolution(
            set,
            commandLine,
            new EnvironmentValues(surroundings.Variables),
            surroundings.WorkingDirectory
        );
        var wantsRoot = commandLine.ValuesOf(set.Find(nameof(BuiltInParameters.Root))) is { Count: 0 };
        var root = wantsRoot
            ? AbsolutePath.Create(surroundings.WorkingDirectory)
            : (AbsolutePath)resolution.Early(nameof(BuiltInParameters.Root)) ?? FindRoot(surroundings);
        if (!root.DirectoryExists())
        {
            throw new UsageException($"--root: there is no folder {root}.");
        }

        var profiles = (string[])resolution.Early(nameof(BuiltInParameters.Profile)) ?? [];
        var values = resolution.All(ParameterFiles(root, profiles), root);
        return new BuildSession(surroundings, root, values) { CommandLine = commandLine, Profiles = profiles };
    }

    private static AbsolutePath FindRoot(Surroundings surroundings)
    {
        AbsolutePath start = surroundings.WorkingDirectory;
        var home = surroundings.Variables.GetValueOrDefault("HOME");
        return start.FindParentOrSelf(x => (x / ".nuke").Exists() && x != home)
            ?? throw new UsageException(
                $"No '.nuke' directory in '{start}' or above it; start the build inside its repository or say --root."
            );
    }

    /// <summary>The last profile named wins over the ones before it, and all of them over parameters.json.</summary>
    private static List<ParameterFile> ParameterFiles(AbsolutePath root, string[] profiles)
    {
        var directory = root / ".nuke";
        var files = new List<ParameterFile>();
        foreach (var profile in profiles.Reverse())
        {
            var file = directory / $"parameters.{profile}.json";
            if (!file.FileExists())
            {
                var existing = directory.DirectoryExists() ? directory.GetFiles("parameters.*.json").Select(x => x.Name.Split('.')[1]) : [];
                throw new UsageException($"--profile: there is no {file}. Profiles: {string.Join(", ", existing.DefaultIfEmpty("none"))}.");
            }

            files.Add(ParameterFile.Read(file));
        }

        if ((directory / "parameters.json").FileExists())
        {
            files.Add(ParameterFile.Read(directory / "parameters.json"));
        }

        return files;
    }
}
