using System.Text.RegularExpressions;
using MailFactory.Testing.Guests;

namespace MailFactory.Testing.Conformance;

/// <summary>Puts what the server itself wrote about a check's messages into the check's evidence.</summary>
internal static partial class ServerLog
{
    private const int MostIds = 5;
    private const int MostLines = 30;

    /// <summary>
    /// Adds the log lines with the queue identifiers that the server named in the check; none where its log cannot be read.
    /// </summary>
    public static async Task AddAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var ids = QueueIds(context.Transcript.Lines);
        if (ids.Count == 0 || !context.SeesServices)
        {
            return;
        }

        try
        {
            var words = string.Join(' ', ids.Select(id => $"-e {id}"));
            await context
                .GuestAsync(
                    $"journalctl -q --no-pager --since @{context.GuestStart} | grep -F {words} | grep '[[]' | tail -n {MostLines}",
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (GuestException)
        {
            // The verdict stands without it.
        }
    }

    /// <summary>The identifiers in replies such as <c>250 2.0.0 Ok: queued as 4Zx1yV0bGzz3</c>; the newest ones.</summary>
    internal static IReadOnlyList<string> QueueIds(IEnumerable<string> transcript) =>
        [.. transcript.SelectMany(line => QueueId().Matches(line)).Select(match => match.Groups["id"].Value).Distinct().TakeLast(MostIds)];

    [GeneratedRegex(@" S: 250[ -].*\b(?:queued as|id=)\s*(?<id>[A-Za-z0-9-]{6,40})\b", RegexOptions.NonBacktracking)]
    private static partial Regex QueueId();
}
