using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Parts;

/// <summary>What a user sends bears a signature of the user's domain, which verifies with the key that is in the machine.</summary>
internal sealed class DkimCheck() : Check("DKM-01", "Sent mail is signed", Severity.Major, "RFC 6376 sections 3.5, 5.4 and 6.1")
{
    private const string Keys = "/var/lib/rspamd/dkim";

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        context.NeedPart(MailPart.Spam);
        var (sender, receiver) = (context.Mailboxes.First, context.Mailboxes.Second);
        var domain = sender.Address.Split('@')[^1];
        var key = await context
            .GuestAsync($"openssl pkey -pubout -in {Keys}/{ShellText.Quote(domain)}.mail.key", cancellationToken)
            .ConfigureAwait(false);
        if (!key.IsSuccess)
        {
            return CheckFinding.Failed($"the machine has no DKIM key of {domain}: {key.Error.Trim()}");
        }

        var message = TestMail.Create(sender.Address, "DKM-01 signed", receiver.Address);
        await context.SubmitAsync(context.SubmissionService(), sender, message, cancellationToken).ConfigureAwait(false);
        var copies = await context.WaitForAsync(receiver, message, cancellationToken).ConfigureAwait(false);
        return CheckFinding.From(
            DkimSignature.Problems(copies[0], domain, Base64Of(key.Output)),
            $"a submitted message bears one DKIM signature of {domain}, which verifies with the public key of the machine"
        );
    }

    private static string Base64Of(string pem) =>
        string.Concat(pem.Split('\n').Where(line => !line.StartsWith("-----", StringComparison.Ordinal)));
}
