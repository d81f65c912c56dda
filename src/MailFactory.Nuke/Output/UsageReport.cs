using Nuke.Common.Execution;
using Nuke.Common.Parameters;

namespace Nuke.Common.Output;

/// <summary>How somebody is told that the build was called wrongly.</summary>
internal static class UsageReport
{
    /// <summary>Prints the lines, with <c>--json</c> the document too; the exit code.</summary>
    public static int Write(UsageException mistake, Type build, Surroundings surroundings)
    {
        foreach (var line in mistake.Lines)
        {
            surroundings.Error.WriteLine(line);
        }

        if (JsonResult.IsWanted(surroundings.Arguments))
        {
            surroundings.Out.WriteLine(JsonResult.OfUsage(build, mistake.Lines));
        }

        return UsageException.ExitCode;
    }
}
