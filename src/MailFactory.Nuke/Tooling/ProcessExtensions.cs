namespace Nuke.Common.Tooling;

/// <summary>What is expected of a program.</summary>
public static class ProcessExtensions
{
    /// <summary>Waits for the end, which must come before the timeout.</summary>
    /// <exception cref="ProcessException">The program was killed because of its timeout.</exception>
    public static IProcess AssertWaitForExit(this IProcess process) =>
        process.WaitForExit() ? process : throw new ProcessException(process);

    /// <summary>Waits for the end, which must be exit code 0.</summary>
    /// <exception cref="ProcessException">The program ended otherwise.</exception>
    public static IProcess AssertZeroExitCode(this IProcess process) =>
        process.AssertWaitForExit().ExitCode == 0 ? process : throw new ProcessException(process);

    /// <summary>The lines of standard output as one text.</summary>
    public static string StdToText(this IEnumerable<Output> output) =>
        string.Join(Environment.NewLine, output.Where(x => x.Type == OutputType.Std).Select(x => x.Text));
}
