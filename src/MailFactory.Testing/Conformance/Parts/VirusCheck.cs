using System.Text;
using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;
using MimeKit;

namespace MailFactory.Testing.Conformance.Parts;

/// <summary>The file that every virus scanner must take for a virus is refused as an attachment, and a file like it is not.</summary>
internal sealed class VirusCheck()
    : Check("VIR-01", "Viruses are refused", Severity.Major, "EICAR, https://www.eicar.org/download-anti-malware-testfile/")
{
    // In two parts, so that no scanner on the way of this source takes it away.
    private const string Pattern = @"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

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
        builder.Attachments.Add("eicar.com", Encoding.ASCII.GetBytes(harmful ? Pattern : "No virus at all."));
        message.Body = builder.ToMessageBody();
        return message;
    }
}
