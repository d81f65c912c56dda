using System.Net;
using MailFactory.Testing.Amounts;

namespace MailFactory.Testing.Hosts;

/// <summary>Asks a Debian mirror for the head of a signed index, which takes name resolution, a route and a real mirror.</summary>
/// <param name="http">The client; its proxy settings are those of the downloads.</param>
/// <param name="time">The clock.</param>
internal sealed class MirrorProbe(HttpClient http, TimeProvider time)
{
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Asks for <c>dists/&lt;suite&gt;/InRelease</c>, for ten seconds at most; never throws for a network that does not work.
    /// </summary>
    public async Task<MirrorAnswer> AskAsync(Uri mirror, string suite, CancellationToken cancellationToken)
    {
        var address = new Uri($"{mirror.ToString().TrimEnd('/')}/dists/{suite}/InRelease");
        using var deadline = new CancellationTokenSource(_timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var started = time.GetTimestamp();
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, address);
            using var response = await http.SendAsync(request, either.Token).ConfigureAwait(false);
            var problem = response.StatusCode == HttpStatusCode.OK ? null : $"answered {(int)response.StatusCode} {response.ReasonPhrase}";
            return new MirrorAnswer(address, problem, time.GetElapsedTime(started), time.GetUtcNow() - response.Headers.Date);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new MirrorAnswer(address, $"no answer within {Spans.Seconds(_timeout)}", time.GetElapsedTime(started), null);
        }
        catch (HttpRequestException error)
        {
            var problem =
                error.HttpRequestError == HttpRequestError.NameResolutionError
                    ? $"the name {address.Host} does not resolve"
                    : error.Message;
            return new MirrorAnswer(address, problem, time.GetElapsedTime(started), null);
        }
    }
}
