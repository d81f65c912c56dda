using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Parts;

/// <summary>While the virus scanner is down, harmless mail is put off or delivered: it is neither refused for good nor lost.</summary>
internal sealed class ScannerDownCheck()
    : Check("VIR-03", "A scanner that is down costs no mail", Severity.Major, "RFC 5321 sections 4.2.1 and 6.1")
{
    private const string Units = "clamav-daemon clamd@scan";

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        context.NeedPart(MailPart.Virus);
        context.NeedOwnServices();
        context.NeedOwnMachine("the daemons of a live server are not stopped");

        var from = $"stranger@{context.Target.ForeignDomain}";
        var message = TestMail.Create(from, "VIR-03 while the scanner is down", context.Mailboxes.Second.Address);
        SmtpReply reply;
        var stopped = await StopAsync(context, cancellationToken).ConfigureAwait(false);
        try
        {
            reply = await SingleAttempt
                .HandInAsync(context, from, context.Mailboxes.Second.Address, message, cancellationToken)
                .ConfigureAwait(false);
        }
        finally
        {
            using var soon = new CancellationTokenSource(context.Scaled(60), context.Time);
            await context.GuestAsync($"systemctl start {stopped}", soon.Token).ConfigureAwait(false);
        }

        if (reply.IsRefused)
        {
            return CheckFinding.Failed($"while {stopped} is stopped a harmless message is refused for good: {reply}");
        }

        if (reply.IsAccepted)
        {
            await context.WaitForAsync(context.Mailboxes.Second, message, cancellationToken).ConfigureAwait(false);
        }

        var after = TestMail.Create(from, "VIR-03 when the scanner is back", context.Mailboxes.Second.Address);
        await context.SendFromOutsideAsync(context.Mailboxes.Second.Address, after, cancellationToken).ConfigureAwait(false);
        await context.WaitForAsync(context.Mailboxes.Second, after, cancellationToken).ConfigureAwait(false);
        return CheckFinding.Passed($"while {stopped} was stopped a harmless message got the reply: {reply}; afterwards mail went on");
    }

    /// <summary>Stops the scanner's unit, by whatever name the distro has it, and returns that name.</summary>
    private static async Task<string> StopAsync(CheckContext context, CancellationToken cancellationToken)
    {
        foreach (var unit in Units.Split(' '))
        {
            var state = await context.GuestAsync($"systemctl is-active {unit}", cancellationToken).ConfigureAwait(false);
            if (state.Output.Trim() == "active")
            {
                (await context.GuestAsync($"systemctl stop {unit}", cancellationToken).ConfigureAwait(false)).EnsureSuccess();
                return unit;
            }
        }

        throw new MailProtocolException($"no unit of the virus scanner is active ({Units})");
    }
}
