using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.Runs;
using MimeKit;

namespace MailFactory.Testing.Conformance.Parts;

/// <summary>The message that every spam filter must take for spam is refused, and one like it is not.</summary>
internal sealed class SpamCheck() : Check("SPM-01", "Spam is refused", Severity.Major, "GTUBE, https://spamassassin.apache.org/gtube/")
{
    // In two parts, so that no filter on the way of this source refuses it.
    private const string Pattern = "XJS*C4JDBQADN1.NSBN3*2IDNEN*" + "GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X";

    /// <inheritdoc/>
    public override Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        context.NeedPart(MailPart.Spam);
        return RefusalProbe.AskAsync(context, "spam (GTUBE)", Write, cancellationToken);
    }

    private static MimeMessage Write(string from, string to, bool harmful)
    {
        var message = TestMail.Create(from, harmful ? "SPM-01 spam" : "SPM-01 no spam", to);
        message.Body = new TextPart("plain") { Text = $"{(harmful ? Pattern : "Nothing to see here.")}\r\n" };
        return message;
    }
}
