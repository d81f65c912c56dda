using MailFactory.Testing.Amounts;
using MailFactory.Testing.Runs;
using MailKit;
using MailKit.Net.Imap;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>A client waiting with IDLE is told of new mail soon; Dovecot batches its notices, so half a second is the floor.</summary>
internal sealed class IdleLatencyCheck()
    : Check(
        "DLV-02",
        "New mail is announced to IDLE",
        Severity.Major,
        "RFC 2177; RFC 9051 section 6.3.13",
        "IDLE is offered, and 95 of 100 messages are announced within 10 s"
    )
{
    private const int Messages = 20;

    // Exim queues what comes after the tenth message of a connection.
    private const int MessagesOfConnection = 5;
    private const double GoodSeconds = 2;
    private const double SlowestSeconds = 10;

    // A server may look for new mail now and then instead of being told of it.
    private const double PollingSeconds = 130;

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        if (context.Profile.Folders.Count > 0)
        {
            return CheckFinding.NotApplicable("the server files mail into other folders than INBOX, which is what IDLE would watch");
        }

        var problems = new Problems(context);
        var receiver = context.Mailboxes.Second;
        using var imap = await context.OpenInboxAsync(receiver, FolderAccess.ReadOnly, cancellationToken).ConfigureAwait(false);
        if (!imap.Capabilities.HasFlag(ImapCapabilities.Idle))
        {
            problems.Unkept("IDLE is not offered");
            return problems.Finding("the server does not offer IDLE");
        }

        var latencies = new List<TimeSpan>();
        for (var number = 1; number <= Messages; number += MessagesOfConnection)
        {
            if (await MeasureSomeAsync(context, imap, number, latencies, cancellationToken).ConfigureAwait(false) is { } problem)
            {
                problems.Add(problem);
                return problems.Finding(string.Empty);
            }

            // A server that looks only now and then takes minutes for all of them and shows no more.
            if (latencies[^1] > context.Scaled(SlowestSeconds) && !context.Profile.KeepsPromises)
            {
                break;
            }
        }

        await imap.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        return Judge(latencies, context.TimeoutScale, problems);
    }

    /// <summary>The verdict on the measured latencies.</summary>
    internal static CheckFinding Judge(List<TimeSpan> latencies, double scale, Problems problems)
    {
        var sorted = latencies.Order().ToList();
        var (median, p95) = (sorted[sorted.Count / 2], sorted[(int)Math.Ceiling(sorted.Count * 0.95) - 1]);
        var text =
            $"{sorted.Count} messages were announced, the median after {Spans.TenthsOfSeconds(median)}, 95 of 100 within "
            + $"{Spans.TenthsOfSeconds(p95)}";
        if (p95.TotalSeconds > SlowestSeconds * scale)
        {
            problems.Unkept($"{text}, which is too slow");
        }

        return problems
            .Finding(p95.TotalSeconds > GoodSeconds * scale ? $"{text}, which is slow" : text)
            .With("idle_latency_median_ms", median.TotalMilliseconds)
            .With("idle_latency_p95_ms", p95.TotalMilliseconds)
            .With("idle_latency_max_ms", sorted[^1].TotalMilliseconds);
    }

    /// <summary>Sends some messages over one connection; what went wrong, or null.</summary>
    private static async Task<string?> MeasureSomeAsync(
        CheckContext context,
        ImapClient imap,
        int first,
        List<TimeSpan> latencies,
        CancellationToken cancellationToken
    )
    {
        var (sender, receiver) = (context.Mailboxes.First, context.Mailboxes.Second);
        var limit = context.Scaled(context.Profile.KeepsPromises ? 2 * SlowestSeconds : PollingSeconds);
        using var smtp = await context.Clients.SmtpAsync(context.SubmissionService(), sender, cancellationToken).ConfigureAwait(false);
        for (var number = first; number < first + MessagesOfConnection; number++)
        {
            using var message = TestMail.Create(sender.Address, $"DLV-02 number {number}", receiver.Address);
            var latency = await MeasureAsync(context, imap, token => smtp.SendAsync(message, token), limit, cancellationToken)
                .ConfigureAwait(false);
            if (latency is null)
            {
                // The mail itself may be what is missing: then IDLE had nothing to tell.
                var count = await context.CountAsync(receiver, message.MessageId!, cancellationToken).ConfigureAwait(false);
                return count > 0
                    ? $"message {number} of {Messages} is in INBOX, but was not announced to IDLE within {Spans.Seconds(limit)}"
                    : $"message {number} of {Messages} was accepted, but is not in INBOX after {Spans.Seconds(limit)}, so it "
                        + "was not announced to IDLE";
            }

            latencies.Add(latency.Value);
        }

        await smtp.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        return null;
    }

    /// <summary>The time from sending to the growth of INBOX, or null when nothing was announced in time.</summary>
    private static async Task<TimeSpan?> MeasureAsync(
        CheckContext context,
        ImapClient imap,
        Func<CancellationToken, Task> send,
        TimeSpan limit,
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
                done.CancelAfter(limit);
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
