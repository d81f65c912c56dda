using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.Runs;
using MimeKit;

namespace MailFactory.Testing.Conformance.Parts;

/// <summary>The file that every virus scanner must take for a virus is refused as an attachment, and a file like it is not.</summary>
internal sealed class VirusCheck()
    : Check("VIR-01", "Viruses are refused", Severity.Major, "EICAR, https://www.eicar.org/download-anti-malware-testfile/")
{
    /// <inheritdoc/>
    public override Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        context.NeedPart(MailPart.Virus);
        return RefusalProbe.AskAsync(context, "a virus (EICAR)", Write, cancellationToken);
    }

    private static MimeMessage Write(string from, string to, bool harmful)
    {
        var message = TestMail.Create(from, harmful ? "VIR-01 virus" : "VIR-01 no virus", to);
        var builder = new BodyBuilder { TextBody = "See the attachment.\r\n" };
        builder.Attachments.Add("eicar.com", TestVirus.File(harmful));
        message.Body = builder.ToMessageBody();
        return message;
    }
}
