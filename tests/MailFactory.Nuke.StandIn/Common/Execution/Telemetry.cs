using Serilog;

namespace Nuke.Common.Execution;

/// <summary>The genuine engine's telemetry on a current SDK: it fails, and says so at length, unless it is turned off.</summary>
internal static class Telemetry
{
    private const string OptOut = "NUKE_TELEMETRY_OPTOUT";

    public static void Send(string what)
    {
        if (
            Environment.GetEnvironmentVariable(OptOut) is { } value
            && (value == "1" || value.Equals("true", StringComparison.OrdinalIgnoreCase))
        )
        {
            return;
        }

        try
        {
            throw new TypeInitializationException(
                $"{typeof(Telemetry).FullName} ({what})",
                new FileNotFoundException("Could not load file or assembly 'Microsoft.Build'.")
            );
        }
        catch (TypeInitializationException exception)
        {
            Log.Warning("Telemetry v1: NUKE collects anonymous usage data\n{Trace}", exception);
        }
    }
}
