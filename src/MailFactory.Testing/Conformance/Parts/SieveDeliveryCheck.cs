using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.Conformance.Imap;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Waiting;
using MailKit;

namespace MailFactory.Testing.Conformance.Parts;

/// <summary>A script that was uploaded files the mail that it means, and no other; a broken script is refused.</summary>
internal sealed class SieveDeliveryCheck()
    : Check("SIV-01", "Sieve files mail at delivery", Severity.Major, "RFC 5804 sections 2.6 to 2.10, RFC 5228 section 4.1")
{
    private const string Broken = "fileinto :nothing \"Junk\" unfinished";

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        context.NeedPart(MailPart.Sieve);
        var name = $"check-{Guid.NewGuid():N}";
        var session = await context.LogIntoSieveAsync(cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var broken = await session.PutAsync($"{name}-broken", Broken, cancellationToken).ConfigureAwait(false);
            if (broken.IsOk)
            {
                await session.CommandAsync($"DELETESCRIPT \"{name}-broken\"", cancellationToken).ConfigureAwait(false);
                return CheckFinding.Failed($"{session.Name}: a script that is no Sieve was taken: {broken}");
            }

            using var client = await context
                .Clients.ImapAsync(context.ImapService(), context.Mailboxes.First, cancellationToken)
                .ConfigureAwait(false);
            var mailbox = await TestMailbox.CreateAsync(context, client, cancellationToken).ConfigureAwait(false);
            await using (mailbox.ConfigureAwait(false))
            {
                var script =
                    $"require \"fileinto\";\r\nif header :contains \"Subject\" \"{name}\" {{ fileinto \"{mailbox.Folder.FullName}\"; }}\r\n";
                var active = await TestScript.ActivateAsync(context, name, script, cancellationToken).ConfigureAwait(false);
                await using (active.ConfigureAwait(false))
                {
                    // What is refused must not take the place of the script that is there (RFC 5804 section 2.6): mail is filed all the same.
                    var again = await session.PutAsync(name, Broken, cancellationToken).ConfigureAwait(false);
                    if (again.IsOk)
                    {
                        return CheckFinding.Failed(
                            $"{session.Name}: a script that is no Sieve was taken in the place of a good one: {again}"
                        );
                    }

                    return await DeliverAsync(context, mailbox.Folder, name, cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    private static async Task<CheckFinding> DeliverAsync(
        CheckContext context,
        IMailFolder folder,
        string name,
        CancellationToken cancellationToken
    )
    {
        var (sender, receiver) = (context.Mailboxes.Second, context.Mailboxes.First);
        var meant = TestMail.Create(sender.Address, $"SIV-01 {name}", receiver.Address);
        var other = TestMail.Create(sender.Address, "SIV-01 not meant by the script", receiver.Address);
        await context.SubmitAsync(context.SubmissionService(), sender, meant, cancellationToken).ConfigureAwait(false);
        await context.SubmitAsync(context.SubmissionService(), sender, other, cancellationToken).ConfigureAwait(false);
        await context.WaitForAsync(receiver, other, cancellationToken).ConfigureAwait(false);

        await folder.OpenAsync(FolderAccess.ReadOnly, cancellationToken).ConfigureAwait(false);
        await Wait.UntilAsync(
                $"the message \"{meant.Subject}\" is where the script files it",
                async token =>
                {
                    await folder.CheckAsync(token).ConfigureAwait(false);
                    return (await Arrival.FindAsync(folder, meant.MessageId!, token).ConfigureAwait(false)).Count > 0;
                },
                context.Scaled(60),
                TimeSpan.FromMilliseconds(500),
                context.Time,
                cancellationToken
            )
            .ConfigureAwait(false);
        var stray = await context.CountAsync(receiver, meant.MessageId!, cancellationToken).ConfigureAwait(false);
        var wrong = await Arrival.FindAsync(folder, other.MessageId!, cancellationToken).ConfigureAwait(false);
        return (stray, wrong.Count) switch
        {
            (0, 0) => CheckFinding.Passed(
                "a broken script is refused and leaves the good one of its name active, which files the message that it means and no other"
            ),
            (> 0, _) => CheckFinding.Failed("the message that the script files is in INBOX as well"),
            _ => CheckFinding.Failed("the script filed a message that it does not mean"),
        };
    }
}
