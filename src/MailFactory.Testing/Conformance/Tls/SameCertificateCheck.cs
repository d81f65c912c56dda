using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Tls;

/// <summary>All services show one certificate, and the same after the servers read their configurations anew.</summary>
internal sealed class SameCertificateCheck()
    : Check(
        "TLS-09",
        "One certificate on all ports",
        Severity.Major,
        "RFC 9525 section 6",
        "all services show the same certificate, after a reload too"
    )
{
    private const double ReloadSeconds = 2;

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var before = await ReadAsync(context, problems, cancellationToken).ConfigureAwait(false);
        if (before.Values.Distinct().Count() > 1)
        {
            problems.Unkept($"the certificates differ: {string.Join(", ", before.Select(one => $"{one.Key} {one.Value}"))}");
        }

        var reloads = context.SeesServices && context.Target.Guard is null;
        if (reloads)
        {
            (await context.GuestAsync("postfix reload && doveadm reload", cancellationToken).ConfigureAwait(false)).EnsureSuccess();
            await Task.Delay(context.Scaled(ReloadSeconds), context.Time, cancellationToken).ConfigureAwait(false);
            foreach (var (service, now) in await ReadAsync(context, problems, cancellationToken).ConfigureAwait(false))
            {
                if (before.TryGetValue(service, out var was) && was != now)
                {
                    problems.Unkept(
                        $"{service} showed the certificate {was}, and shows {now} after a reload, so the one it showed was not "
                            + "the one it is configured with"
                    );
                }
            }
        }

        return problems.Finding(
            $"{before.Count} services show the same " + $"certificate{(reloads ? ", before and after a reload" : string.Empty)}"
        );
    }

    private static async Task<Dictionary<string, string>> ReadAsync(
        CheckContext context,
        Problems problems,
        CancellationToken cancellationToken
    )
    {
        using var survey = await CertificateSurvey.ReadAsync(context, problems, cancellationToken).ConfigureAwait(false);
        return survey.Services.ToDictionary(one => one.Name, one => one.Shown.Leaf.Thumbprint[..16]);
    }
}
