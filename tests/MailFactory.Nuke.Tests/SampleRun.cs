using Nuke.Common.Execution;

namespace MailFactory.Nuke.Tests;

/// <summary>Runs a sample build in this process, in a directory of its own, and keeps what it printed.</summary>
internal sealed class SampleRun : IDisposable
{
    public SampleRun() => Directory.CreateDirectory(Path.Combine(Root, ".nuke"));

    public string Root { get; } = Directory.CreateTempSubdirectory("nuke-").FullName;

    public Dictionary<string, string> Variables { get; } = [];

    public string Out { get; private set; } = "";

    public string Error { get; private set; } = "";

    public int Run<T>(string defaultTarget, params string[] arguments)
        where T : NukeBuild, new()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        SampleTargets.Ran.Clear();
        var surroundings = new Surroundings
        {
            Arguments = arguments,
            Variables = Variables,
            WorkingDirectory = Root,
            Out = output,
            Error = error,
        };
        var exitCode = new BuildRunner<T>(surroundings, defaultTarget is null ? [] : [defaultTarget]).Run();
        (Out, Error) = (output.ToString(), error.ToString());
        return exitCode;
    }

    public void WriteFile(string name, string content) => File.WriteAllText(Path.Combine(Root, ".nuke", name), content);

    /// <summary>The row of the summary for the target, its columns with one space between them.</summary>
    public string Row(string target)
    {
        var line = Out.Split(Environment.NewLine).LastOrDefault(x => x.StartsWith(target + " ", StringComparison.Ordinal)) ?? "";
        return string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
