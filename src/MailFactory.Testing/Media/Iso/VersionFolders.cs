using System.Text.RegularExpressions;
using MailFactory.Testing.Downloads;

namespace MailFactory.Testing.Media.Iso;

/// <summary>
/// Finds the folders that a directory with a <c>*</c> stands for, in the page on which the server lists the folder above.
/// </summary>
/// <param name="http">The client.</param>
/// <param name="time">The clock.</param>
/// <param name="options">How patient to be.</param>
internal sealed class VersionFolders(HttpClient http, TimeProvider time, DownloadOptions options)
{
    // A vault names the current release too, for its sources, and has the ISOs of the one before.
    private const int MostTried = 3;
    private const int LongestPage = 1 << 20;

    /// <summary>The directory itself, or those that it stands for, the highest number first and three at most.</summary>
    public async Task<Outcome<IReadOnlyList<Uri>>> FindAsync(Uri directory, CancellationToken cancellationToken)
    {
        var address = directory.AbsoluteUri;
        var star = address.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
        {
            return Outcome.Of<IReadOnlyList<Uri>>([directory]);
        }

        var begin = address.LastIndexOf('/', star) + 1;
        var end = address.IndexOf('/', star);
        var parent = new Uri(address[..begin]);
        try
        {
            var page = await ReadAsync(parent, cancellationToken).ConfigureAwait(false);
            var names = Names(page, address[begin..end]);
            return names.Count > 0
                ? Outcome.Of<IReadOnlyList<Uri>>([.. names.Select(name => new Uri($"{address[..begin]}{name}{address[end..]}"))])
                : new MediaFailure($"{parent} lists no folder {address[begin..end]}") { Fault = DownloadFault.NotFound };
        }
        catch (Exception error) when (Attempt.IsNetworkTrouble(error, cancellationToken))
        {
            return MediaFailure.Of(Attempt.Broken(error, parent).Result);
        }
        catch (InvalidDataException error)
        {
            return new MediaFailure($"{parent}: {error.Message}") { Fault = DownloadFault.Refused };
        }
    }

    private static List<string> Names(string page, string pattern)
    {
        var name = Regex.Escape(pattern).Replace(@"\*", "[0-9]+", StringComparison.Ordinal);
        var link = $"""href=["']?(?:[^"'<> ]*/)?(?<name>{name})/?["'> ]""";
        return
        [
            .. Regex
                .Matches(page, link, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)
                .Select(match => match.Groups["name"].Value)
                .Distinct()
                .OrderDescending(VersionOrder.Instance)
                .Take(MostTried),
        ];
    }

    private async Task<string> ReadAsync(Uri page, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.StallTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var response = await http.GetAsync(page, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidDataException($"the server answered {(int)response.StatusCode}");
        }

        var body = await response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            var buffer = new byte[LongestPage];
            var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, either.Token).ConfigureAwait(false);
            return System.Text.Encoding.UTF8.GetString(buffer, 0, length);
        }
    }
}
