namespace MailFactory.Testing.MailProtocols;

/// <summary>
/// How long a server may take for one answer. SMTP's clients wait five minutes (RFC 5321 section 4.5.3.2), so a slow server is no broken
/// one; IMAP and POP3 name no limit, and get one minute. A service that stayed silent once for all of that gets ten seconds from then on.
/// Safe for several threads.
/// </summary>
internal sealed class Patience
{
    private const double SmtpSeconds = 300;
    private const double OtherSeconds = 60;
    private const double SilentSeconds = 10;
    private readonly Lock _lock = new();
    private readonly HashSet<MailService> _silent = [];

    /// <summary>The patience with a service, times the scale.</summary>
    public TimeSpan With(MailService service, double scale)
    {
        lock (_lock)
        {
            var seconds = service is MailService.Smtp or MailService.Submission or MailService.Submissions ? SmtpSeconds : OtherSeconds;
            return TimeSpan.FromSeconds((_silent.Contains(service) ? SilentSeconds : seconds) * scale);
        }
    }

    /// <summary>Notes that a service stayed silent for all of the patience.</summary>
    public void IsLostWith(MailService service)
    {
        lock (_lock)
        {
            _silent.Add(service);
        }
    }
}
