namespace MailFactory.Testing.Waiting;

/// <summary>Waits for named conditions instead of sleeping.</summary>
internal static class Wait
{
    /// <summary>
    /// Asks <paramref name="condition"/> until it holds; after <paramref name="timeout"/> asks one last time and then throws
    /// <see cref="WaitTimeoutException"/> with the name of the condition.
    /// </summary>
    /// <param name="what">The condition as a sentence: "SSH answers on port 2201".</param>
    /// <param name="condition">Returns true when the wait is over.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="interval">The pause between two questions.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the wait early.</param>
    public static async Task UntilAsync(
        string what,
        Func<CancellationToken, Task<bool>> condition,
        TimeSpan timeout,
        TimeSpan interval,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (!await WhetherAsync(condition, timeout, interval, time, cancellationToken).ConfigureAwait(false))
        {
            throw new WaitTimeoutException(what, timeout);
        }
    }

    /// <summary>Whether a condition holds within a time; asks one last time when it is over.</summary>
    /// <param name="condition">Returns true when the wait is over.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="interval">The pause between two questions.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the wait early.</param>
    public static async Task<bool> WhetherAsync(
        Func<CancellationToken, Task<bool>> condition,
        TimeSpan timeout,
        TimeSpan interval,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var isLastTry = time.GetElapsedTime(started) >= timeout;
            if (await condition(cancellationToken).ConfigureAwait(false))
            {
                return true;
            }

            if (isLastTry)
            {
                return false;
            }

            await Task.Delay(interval, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
