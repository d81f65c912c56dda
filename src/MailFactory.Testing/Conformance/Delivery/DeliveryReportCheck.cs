using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Waiting;
using MailKit;
using MailKit.Search;
using MimeKit;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>
/// Where DSN is offered, a sender who asks for a report of success gets one that says so, and a sender who asks for none gets none.
/// </summary>
internal sealed class DeliveryReportCheck()
    : Check(
        "DLV-08",
        "Reports of delivery as they were asked for",
        Severity.Major,
        "RFC 3461 sections 4.1, 4.4 and 5.2; RFC 3464 section 2"
    )
{
    private static readonly string[] _successes = ["delivered", "relayed", "expanded"];

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var wanted = TestMail.Create(context.Mailboxes.First.Address, "DLV-08 with a report", context.Mailboxes.Second.Address);
        var unwanted = TestMail.Create(context.Mailboxes.First.Address, "DLV-08 without a report", context.Mailboxes.Second.Address);
        var envelope = $"dlv08-{Guid.NewGuid():N}";
        if (!await SendAsync(context, wanted, $" RET=HDRS ENVID={envelope}", " NOTIFY=SUCCESS", cancellationToken).ConfigureAwait(false))
        {
            return CheckFinding.NotApplicable("the server does not offer DSN");
        }

        await SendAsync(context, unwanted, string.Empty, " NOTIFY=NEVER", cancellationToken).ConfigureAwait(false);
        foreach (var message in new[] { wanted, unwanted })
        {
            await context.WaitForAsync(context.Mailboxes.Second, message, cancellationToken).ConfigureAwait(false);
        }

        var problems = new Problems(context);
        var reports = await ReportsAsync(context, wanted, cancellationToken).ConfigureAwait(false);
        if (reports.Count == 0)
        {
            problems.Add(
                $"no report came to {context.Mailboxes.First.Address} about a message with NOTIFY=SUCCESS, although DSN is offered"
            );
        }

        foreach (var report in reports)
        {
            Judge(report, envelope, problems);
        }

        await context.SettleAsync(cancellationToken).ConfigureAwait(false);
        if (await FindAsync(context, unwanted, cancellationToken).ConfigureAwait(false) is { Count: > 0 })
        {
            problems.Add("a report came about a message with NOTIFY=NEVER");
        }

        return problems.Finding("a report of success came as asked for, and none where none was asked for");
    }

    private static void Judge(MimeMessage report, string envelope, Problems problems)
    {
        if (report.Body is not MultipartReport { ReportType: "delivery-status" } multipart)
        {
            problems.Add($"the report is no multipart/report of delivery-status but {report.Body?.ContentType.MimeType}");
            return;
        }

        if (multipart.OfType<MessageDeliveryStatus>().FirstOrDefault() is not { StatusGroups.Count: > 1 } status)
        {
            problems.Add("the report has no message/delivery-status with a recipient");
            return;
        }

        var recipient = status.StatusGroups[1];
        if (!_successes.Contains(recipient["Action"]?.Trim(), StringComparer.OrdinalIgnoreCase))
        {
            problems.Add($"the report of success says Action: {recipient["Action"] ?? "nothing"}");
        }

        if (recipient["Status"]?.TrimStart().StartsWith("2.", StringComparison.Ordinal) != true)
        {
            problems.Add($"the report of success says Status: {recipient["Status"] ?? "nothing"}");
        }

        if (status.StatusGroups[0]["Original-Envelope-Id"]?.Trim() != envelope)
        {
            problems.Add(
                $"the report does not name the envelope that the sender gave (ENVID): {status.StatusGroups[0]["Original-Envelope-Id"]}"
            );
        }
    }

    /// <summary>Submits a message with DSN's parameters; false when the server does not offer DSN.</summary>
    private static async Task<bool> SendAsync(
        CheckContext context,
        MimeMessage message,
        string ofMail,
        string ofRecipient,
        CancellationToken cancellationToken
    )
    {
        var login = context.Mailboxes.First;
        await context.Pace.WaitAsync(cancellationToken).ConfigureAwait(false);
        var (session, ehlo) = await context
            .GreetSmtpAsync(context.SubmissionService(), secure: true, cancellationToken)
            .ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            if (!ehlo.Offers("DSN"))
            {
                return false;
            }

            await session.LogInAsync(login, cancellationToken).ConfigureAwait(false);
            await session.ExpectAsync($"MAIL FROM:<{login.Address}>{ofMail}", cancellationToken).ConfigureAwait(false);
            await session
                .ExpectAsync($"RCPT TO:<{message.To.Mailboxes.First().Address}>{ofRecipient}", cancellationToken)
                .ConfigureAwait(false);
            var reply = await session.DataAsync(Letter.Of(message).Lines, cancellationToken).ConfigureAwait(false);
            return reply.IsAccepted
                ? true
                : throw new SmtpRefusedException($"{session.Name}: a message with DSN's parameters gets the reply: {reply}", reply);
        }
    }

    /// <summary>The reports that name the message, once there are any or the time is over.</summary>
    private static async Task<IReadOnlyList<MimeMessage>> ReportsAsync(
        CheckContext context,
        MimeMessage about,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<MimeMessage> reports = [];
        // That there is none is the answer.
        await Wait.WhetherAsync(
                async token => (reports = await FindAsync(context, about, token).ConfigureAwait(false)).Count > 0,
                context.Scaled(60),
                TimeSpan.FromSeconds(1),
                context.Time,
                cancellationToken
            )
            .ConfigureAwait(false);

        return reports;
    }

    private static async Task<IReadOnlyList<MimeMessage>> FindAsync(
        CheckContext context,
        MimeMessage about,
        CancellationToken cancellationToken
    )
    {
        var found = new List<MimeMessage>();
        using var client = await context
            .OpenInboxAsync(context.Mailboxes.First, FolderAccess.ReadOnly, cancellationToken)
            .ConfigureAwait(false);
        await foreach (var folder in context.FoldersAsync(client, cancellationToken).ConfigureAwait(false))
        {
            var ids = await folder.SearchAsync(SearchQuery.MessageContains(about.MessageId!), cancellationToken).ConfigureAwait(false);
            foreach (var id in ids)
            {
                found.Add(await folder.GetMessageAsync(id, cancellationToken).ConfigureAwait(false));
            }
        }

        await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        return found;
    }
}
