using System.Reflection;
using Nuke.Common.Parameters;

namespace Nuke.Common.Output.Planning;

/// <summary>
/// Asks the build for what it has to show beside the graph of its targets. A build that has something declares
/// <c>public string PlanDetails(string format)</c>. The format is <c>text</c> (plain lines), <c>json</c> (one document, becomes
/// <c>details</c>) or <c>html</c> (a fragment of well-formed elements, may hold its own <c>style</c>; the page defines the custom
/// properties --ink, --muted, --paper, --card, --line, --run, --decide, --skip and --accent). Null or empty shows nothing. What it
/// throws is a line for the user and exit code 3.
/// </summary>
/// <remarks>A convention and not an interface, so that the same build compiles against Nuke.Common, which leaves the method
/// unused.</remarks>
internal static class PlanDetails
{
    /// <exception cref="UsageException">The build cannot tell.</exception>
    public static string Of(NukeBuild build, PlanFormat format)
    {
        var method = build.GetType().GetMethod(nameof(PlanDetails), BindingFlags.Instance | BindingFlags.Public, [typeof(string)]);
        if (method is null || method.ReturnType != typeof(string))
        {
            return string.Empty;
        }

        try
        {
            return (string)method.Invoke(build, [format.ToString().ToLowerInvariant()]) ?? string.Empty;
        }
        catch (TargetInvocationException exception)
        {
            throw new UsageException(
                exception.InnerException.Message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            );
        }
    }
}
