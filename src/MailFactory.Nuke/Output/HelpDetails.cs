using System.Reflection;
using Nuke.Common.Execution;

namespace Nuke.Common.Output;

/// <summary>
/// Asks the build for what <c>--help TARGET</c> shows beside the target's relations and parameters. A build that has something declares
/// <c>public string HelpDetails(string target)</c>, with the target's name; null or empty shows nothing. The list of all targets does not
/// ask.
/// </summary>
/// <remarks>A convention and not an interface, as with <see cref="Planning.PlanDetails"/>.</remarks>
internal static class HelpDetails
{
    public static string Of(NukeBuild build, ExecutableTarget target)
    {
        var method = build.GetType().GetMethod(nameof(HelpDetails), BindingFlags.Instance | BindingFlags.Public, [typeof(string)]);
        return method?.ReturnType == typeof(string) ? (string)method.Invoke(build, [target.Name]) ?? string.Empty : string.Empty;
    }
}
