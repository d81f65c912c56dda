using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.Runs;
using MimeKit;

namespace MailFactory.Testing.Conformance.Parts;

/// <summary>A virus is found in an archive, and in an archive within an archive; archives without one are taken.</summary>
internal sealed class ArchivedVirusCheck()
    : Check("VIR-02", "Viruses in archives are refused", Severity.Minor, "EICAR, https://www.eicar.org/download-anti-malware-testfile/")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        context.NeedPart(MailPart.Virus);
        var once = await RefusalProbe
            .AskAsync(
                context,
                "a virus (EICAR) in a zip archive",
                (from, to, harmful) => Write(from, to, harmful, nested: false),
                cancellationToken
            )
            .ConfigureAwait(false);
        var twice = await RefusalProbe
            .AskAsync(
                context,
                "a virus (EICAR) in a zip archive within another",
                (from, to, harmful) => Write(from, to, harmful, nested: true),
                cancellationToken
            )
            .ConfigureAwait(false);
        var failed = new[] { once, twice }.Where(finding => finding.Verdict != Verdict.Passed).Select(finding => finding.Summary);
        return CheckFinding.From([.. failed], $"{once.Summary}; {twice.Summary}");
    }

    private static MimeMessage Write(string from, string to, bool harmful, bool nested)
    {
        var message = TestMail.Create(from, harmful ? "VIR-02 virus" : "VIR-02 no virus", to);
        // A name of a program would be reason enough to refuse it: the scanner has to look inside.
        var archive = TestVirus.Zip("letter.txt", TestVirus.File(harmful));
        var builder = new BodyBuilder { TextBody = "See the attachment.\r\n" };
        builder.Attachments.Add("files.zip", nested ? TestVirus.Zip("inner.zip", archive) : archive);
        message.Body = builder.ToMessageBody();
        return message;
    }
}
