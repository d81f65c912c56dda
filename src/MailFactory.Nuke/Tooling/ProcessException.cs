namespace Nuke.Common.Tooling;

/// <summary>A program did not end as it should; the message holds its last lines.</summary>
[Serializable]
public class ProcessException : Exception
{
    private const int ShownLines = 10;

    /// <summary>Tells of a program that has ended.</summary>
    public ProcessException(IProcess process)
        : base(Describe(process)) => ExitCode = process.ExitCode;

    /// <summary>The program's exit code.</summary>
    public int ExitCode { get; }

    private static string Describe(IProcess process)
    {
        var lines = process.Output.TakeLast(ShownLines).Select(x => "  " + x.Text);
        return string.Join(
            Environment.NewLine,
            lines.Prepend($"'{process.FileName} {process.Arguments}' in {process.WorkingDirectory} exited with {process.ExitCode}.")
        );
    }
}
