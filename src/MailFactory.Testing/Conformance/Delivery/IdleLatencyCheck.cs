using MailFactory.Testing.Runs;
using MailKit;
using MailKit.Net.Imap;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>A client waiting with IDLE is told of new mail soon; Dovecot batches its notices, so half a second is the floor.</summary>
internal sealed class IdleLatencyCheck() : Check("DLV-02", "New mail is announced to IDLE", Severity.Major, "RFC 2177")
{
    private const int Messages = 20;
    private const double GoodSeconds = 2;
    private const double SlowestSeconds = 10;

    /// <inheritdoc/>
    public override TimeSpan TimeLimit => TimeSpan.FromMinutes(4);

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        if (context.Profile.Folders.Count > 0)
        {
            return CheckFinding.NotApplicable("the server files mail into other folders than INBOX, which is what IDLE would watch");
        }

        var (sender, receiver) = (context.Mailboxes.First, context.Mailboxes.Second);
        var latencies = new List<TimeSpan>();
        using var smtp = await context
            .Clients.SmtpAsync(MailProtocols.MailService.Submission, sender, cancellationToken)
            .ConfigureAwait(false);
        using var imap = await context.OpenInboxAsync(receiver, FolderAccess.ReadOnly, cancellationToken).ConfigureAwait(false);
        for (var number = 1; number <= Messages; number++)
        {
            var message = TestMail.Create(sender.Address, $"DLV-02 number {number}", receiver.Address);
            var latency = await MeasureAsync(context, imap, token => smtp.SendAsync(message, token), cancellationToken)
                .ConfigureAwait(false);
            if (latency is null)
            {
                return CheckFinding.Failed(
                    $"message {number} of {Messages} was not announced to IDLE within {context.Scaled(2 * SlowestSeconds).TotalSeconds:0} s"
                );
            }

            latencies.Add(latency.Value);
        }

        await imap.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        await smtp.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        return Judge(latencies, context.TimeoutScale);
    }

    /// <summary>The verdict on the measured latencies.</summary>
    internal static CheckFinding Judge(List<TimeSpan> latencies, double scale)
    {
        var sorted = latencies.Order().ToList();
        var (median, p95) = (sorted[sorted.Count / 2], sorted[(int)Math.Ceiling(sorted.Count * 0.95) - 1]);
        var text =
            $"{sorted.Count} messages were announced, the median after {median.TotalSeconds:0.0} s, 95 of 100 within {p95.TotalSeconds:0.0} s";
        var finding =
            p95.TotalSeconds > SlowestSeconds * scale
                ? CheckFinding.Failed($"{text}, which is too slow")
                : CheckFinding.Passed(p95.TotalSeconds > GoodSeconds * scale ? $"{text}, which is slow" : text);
        return finding
            .With("idle_latency_median_ms", median.TotalMilliseconds)
            .With("idle_latency_p95_ms", p95.TotalMilliseconds)
            .With("idle_latency_max_ms", sorted[^1].TotalMilliseconds);
    }

    /// <summary>The time from sending to the growth of INBOX, or null when nothing was announced in time.</summary>
    private static async Task<TimeSpan?> MeasureAsync(
        CheckContext context,
        ImapClient imap,
        Func<CancellationToken, Task> send,
        CancellationToken cancellationToken
    )
    {
        var inbox = imap.Inbox!;
        var before = inbox.Count;
        long announced = 0;
        using var done = new CancellationTokenSource();
        void OnChanged(object? sender, EventArgs arguments)
        {
            if (inbox.Count > before && Interlocked.CompareExchange(ref announced, context.Time.GetTimestamp(), 0) == 0)
            {
                done.Cancel();
            }
        }

        inbox.CountChanged += OnChanged;
        try
        {
            var idle = imap.IdleAsync(done.Token, cancellationToken);
            var started = context.Time.GetTimestamp();
            try
            {
                await send(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                done.CancelAfter(context.Scaled(2 * SlowestSeconds));
                await idle.ConfigureAwait(false);
            }

            return announced == 0 ? null : context.Time.GetElapsedTime(started, announced);
        }
        finally
        {
            inbox.CountChanged -= OnChanged;
        }
    }
}
