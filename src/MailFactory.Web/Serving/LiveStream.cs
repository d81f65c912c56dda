using System.Runtime.CompilerServices;
using System.Text.Json;
using MailFactory.Testing.Runs;
using MailFactory.Web.Live;

namespace MailFactory.Web.Serving;

/// <summary>What a page's browser is sent as it changes: parts of the page as HTML, lines of a log as text.</summary>
/// <param name="feed">The run.</param>
/// <param name="layout">The work directory.</param>
/// <param name="time">The clock.</param>
internal sealed class LiveStream(LiveFeed feed, WorkLayout layout, TimeProvider time)
{
    /// <summary>
    /// Everything at first, then what has changed, once a second until the browser goes. A browser that comes back starts anew, so
    /// nothing has to be kept for it.
    /// </summary>
    /// <param name="distro">The distro whose page it is; null for the others.</param>
    /// <param name="log">The name of the log that the page shows; null without one.</param>
    /// <param name="cancellationToken">The browser's request, or the server's end.</param>
    public async IAsyncEnumerable<string> ReadAsync(
        string? distro,
        string? log,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var sent = new Dictionary<string, string>();
        var tail = log is null ? null : LogTail.Open(layout, log);
        var lines = tail?.Lines ?? [];
        var sentRest = string.Empty;
        using var timer = new PeriodicTimer(LiveFeed.Interval, time);
        do
        {
            var now = await feed.ReadAsync(cancellationToken).ConfigureAwait(false);
            var parts = Parts(now, distro, log).Where(part => sent.GetValueOrDefault(part.Key) != part.Value).ToDictionary();
            foreach (var part in parts)
            {
                sent[part.Key] = part.Value;
            }

            var rest = tail?.Unfinished ?? string.Empty;
            if (parts.Count > 0 || lines.Count > 0 || rest != sentRest)
            {
                yield return JsonSerializer.Serialize(
                    new
                    {
                        parts,
                        lines,
                        rest,
                    }
                );
            }

            sentRest = rest;
            lines = tail?.Read() ?? [];
        } while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
    }

    private static Dictionary<string, string> Parts(LiveSnapshot now, string? distro, string? log)
    {
        var parts = new Dictionary<string, string> { ["status"] = now.Status };
        if (distro is not null && MachinePage.RowOf(now, distro) is { } row)
        {
            parts["row"] = row;
        }

        if (distro is null && log is null)
        {
            parts["matrix"] = now.Matrix;
            parts["events"] = now.Events;
        }

        return parts;
    }
}
