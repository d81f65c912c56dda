using Serilog;

namespace Nuke.Common;

/// <summary>Continuing after errors, and trying again.</summary>
public static class ControlFlow
{
    /// <summary>Does something and continues when it throws; with a warning unless that is switched off.</summary>
    public static void SuppressErrors(Action action, bool includeStackTrace = false, bool logWarning = true) =>
        SuppressErrors(
            () =>
            {
                action();
                return true;
            },
            defaultValue: false,
            includeStackTrace,
            logWarning
        );

    /// <summary>Returns what the function returns, or the default value when it throws.</summary>
    public static T SuppressErrors<T>(Func<T> action, T defaultValue = default, bool includeStackTrace = false, bool logWarning = true)
    {
        try
        {
            return action();
        }
        catch (Exception exception)
        {
            if (logWarning)
            {
                Log.Warning(includeStackTrace ? exception : null, "{Message}", exception.Message);
            }

            return defaultValue;
        }
    }

    /// <summary>Returns what the function returns, or nothing when it throws.</summary>
    public static IEnumerable<T> SuppressErrors<T>(Func<IEnumerable<T>> action, bool includeStackTrace = false) =>
        SuppressErrors<IEnumerable<T>>(action, [], includeStackTrace);

    /// <summary>Does something until it does not throw; cleans up after each failure and waits before the next attempt.</summary>
    /// <param name="action">What to do.</param>
    /// <param name="cleanup">What to do after a failed attempt.</param>
    /// <param name="retryAttempts">How many attempts there are; default 3.</param>
    /// <param name="delay">How long to wait between them; default: not at all.</param>
    /// <param name="logAction">Told of each failure; default: a warning.</param>
    public static void ExecuteWithRetry(
        Action action,
        Action cleanup = null,
        int retryAttempts = 3,
        TimeSpan? delay = null,
        Action<string> logAction = null
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                action();
                return;
            }
            catch (Exception exception) when (attempt < retryAttempts)
            {
                (logAction ?? (x => Log.Warning("{Message}", x)))($"Attempt #{attempt} failed with: {exception.Message}");
                cleanup?.Invoke();
                Task.Delay(delay ?? TimeSpan.Zero).GetAwaiter().GetResult();
            }
        }
    }
}
