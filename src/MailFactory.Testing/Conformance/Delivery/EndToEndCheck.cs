using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;
using MimeKit;

namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>A mail submitted on 587 or 465 arrives over IMAP: once, unchanged, with trace headers and the right envelope.</summary>
internal sealed class EndToEndCheck() : Check("DLV-01", "End to end: submission to IMAP", Severity.Critical, "RFC 5321 section 4.4")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        var (sender, receiver) = (context.Mailboxes.First, context.Mailboxes.Second);
        var reply = string.Empty;
        var services = context.Offered(MailService.Submission, MailService.Submissions);
        foreach (var service in services)
        {
            var sent = TestMail.Create(sender.Address, $"DLV-01 by {(int)service}", receiver.Address);
            reply = await context.SubmitAsync(service, sender, sent, cancellationToken).ConfigureAwait(false);
            var copies = await context.WaitForAsync(receiver, sent, cancellationToken).ConfigureAwait(false);
            problems.AddRange(Compare(sent, copies, sender.Address).Select(problem => $"sent by {(int)service}: {problem}"));
        }

        return CheckFinding.From(
            problems,
            $"mail by {Offering.Numbers(services)} arrives once, unchanged and with trace headers; the server said: {reply}"
        );
    }

    /// <summary>What is wrong with the copies that arrived of a message.</summary>
    internal static IEnumerable<string> Compare(MimeMessage sent, IReadOnlyList<MimeMessage> copies, string sender)
    {
        if (copies.Count != 1)
        {
            yield return $"{copies.Count} copies arrived";
            yield break;
        }

        var copy = copies[0];
        if (copy.MessageId != sent.MessageId || copy.Subject != sent.Subject)
        {
            yield return $"the headers changed: Message-ID {copy.MessageId}, Subject {copy.Subject}";
        }

        if (copy.TextBody?.ReplaceLineEndings("\n").TrimEnd() != sent.TextBody?.ReplaceLineEndings("\n").TrimEnd())
        {
            yield return "the text changed";
        }

        if (!copy.Headers.Contains(HeaderId.Received))
        {
            yield return "no Received header was added";
        }

        if (copy.Headers[HeaderId.ReturnPath]?.Trim() != $"<{sender}>")
        {
            yield return $"Return-Path is {copy.Headers[HeaderId.ReturnPath] ?? "missing"} instead of <{sender}>";
        }
    }
}
