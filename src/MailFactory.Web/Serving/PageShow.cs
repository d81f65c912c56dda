using MailFactory.Testing.Processes;

namespace MailFactory.Web.Serving;

/// <summary>Tells where a page is, opens it if that was wanted, and waits for Ctrl-C.</summary>
internal static class PageShow
{
    private static readonly TimeSpan _opening = TimeSpan.FromSeconds(10);

    /// <summary>Waits until the token is cancelled, which is no error: it is the way to end it.</summary>
    /// <param name="what">What is shown: "the run".</param>
    /// <param name="url">Its address with the token.</param>
    /// <param name="ended">What Ctrl-C ends: "the page, not the run".</param>
    /// <param name="open">Whether to open it in the user's browser.</param>
    /// <param name="console">Told all of it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task UntilCancelledAsync(
        string what,
        string url,
        string ended,
        bool open,
        TextWriter console,
        CancellationToken cancellationToken
    )
    {
        await console.WriteLineAsync($"{what} is shown at {url}").ConfigureAwait(false);
        await console
            .WriteLineAsync($"the token in this address opens the page, in any number of browsers; Ctrl-C ends {ended}")
            .ConfigureAwait(false);
        try
        {
            if (open && await OpenAsync(url, cancellationToken).ConfigureAwait(false) is { } reason)
            {
                await console.WriteLineAsync($"no browser was opened: {reason}").ConfigureAwait(false);
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C is the way to end it.
        }
    }

    // Null when a browser was asked to.
    private static async Task<string?> OpenAsync(string url, CancellationToken cancellationToken)
    {
        try
        {
            var opener = OperatingSystem.IsMacOS() ? "open" : "xdg-open";
            var result = await ToolRunner
                .RunAsync(ToolCommand.Create(opener, url) with { Timeout = _opening }, cancellationToken)
                .ConfigureAwait(false);
            return result.ExitCode == 0 ? null : $"{opener} ended with exit code {result.ExitCode}";
        }
        catch (ToolException error)
        {
            return error.Message.Split('\n')[0];
        }
    }
}
