using MailFactory.Testing.MailProtocols;

namespace MailFactory.Testing.Conformance.Tls;

/// <summary>The certificates of all services, to be judged side by side.</summary>
internal sealed class CertificateSurvey : IDisposable
{
    private readonly List<(MailService Service, PeerCertificate Shown)> _shown = [];

    private CertificateSurvey() { }

    /// <summary>What each service showed, as far as it showed anything.</summary>
    public IReadOnlyList<(string Name, PeerCertificate Shown)> Services =>
        [.. _shown.Select(one => (MailSocket.Name(one.Service), one.Shown))];

    /// <summary>Asks every service; one that shows nothing is a problem of its own and keeps no other from being judged.</summary>
    public static async Task<CertificateSurvey> ReadAsync(CheckContext context, Problems problems, CancellationToken cancellationToken)
    {
        var survey = new CertificateSurvey();
        foreach (var service in context.Services())
        {
            try
            {
                survey._shown.Add((service, await PeerCertificate.ReadAsync(context, service, cancellationToken).ConfigureAwait(false)));
            }
            catch (MailProtocolException error)
            {
                problems.Add(error.Message);
            }
        }

        return survey;
    }

    /// <inheritdoc/>
    public void Dispose() => _shown.ForEach(one => one.Shown.Dispose());
}
