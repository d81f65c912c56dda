using MailFactory.Testing.Amounts;
using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Operations;

/// <summary>While the disk of the mail queue is full, mail is put off; when there is room again, the same mail arrives.</summary>
internal sealed class DiskFullCheck()
    : Check(
        "OPS-10",
        "A full disk puts mail off",
        Severity.Minor,
        "RFC 5321 section 4.2.3; RFC 3463 section 3.4 (X.3.1)",
        "the reply is 452 4.3.1"
    )
{
    private const string Promised = "4.3.1";
    private const int PromisedCode = 452;

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        context.NeedOwnServices();
        context.NeedOwnMachine("the disk of a live server is not filled");

        var from = $"stranger@{context.Target.ForeignDomain}";
        var receiver = context.Mailboxes.Second;
        var message = TestMail.Create(from, "OPS-10 while the disk is full", receiver.Address);
        var room = await QueueRoom.ReadAsync(context, cancellationToken).ConfigureAwait(false);
        if (room.Needed == 0)
        {
            return CheckFinding.NotApplicable("Postfix is set to take mail of any size with any room (message_size_limit, queue_minfree)");
        }

        var problems = new Problems(context);
        SmtpReply reply;
        var filling = await DiskFilling.StartAsync(context, room, cancellationToken).ConfigureAwait(false);
        await using (filling.ConfigureAwait(false))
        {
            if (filling.Room.Free >= room.Needed)
            {
                throw new CheckSkippedException(
                    $"the disk of the mail queue could not be filled: {Sizes.ShortMegabytes(filling.Room.Free)} are free, and less than "
                        + $"{Sizes.ShortMegabytes(room.Needed)} were to be left"
                );
            }

            reply = await SingleAttempt.HandInAsync(context, from, receiver.Address, message, cancellationToken).ConfigureAwait(false);
        }

        var free = Sizes.ShortMegabytes(filling.Room.Free);
        if (!reply.IsPutOff)
        {
            problems.Add($"smtp/25: with {free} free on the disk of the mail queue, a message is not put off but answered: {reply}");
        }
        else if (reply.Code != PromisedCode || !reply.Lines[0].StartsWith(Promised, StringComparison.Ordinal))
        {
            problems.Unkept($"smtp/25: with {free} free on the disk of the mail queue, the reply is not 452 4.3.1 but: {reply}");
        }

        if (reply.IsPutOff)
        {
            await context.SendFromOutsideAsync(receiver.Address, message, cancellationToken).ConfigureAwait(false);
            await context.WaitForAsync(receiver, message, cancellationToken).ConfigureAwait(false);
        }

        return problems
            .Finding($"with {free} free on the disk of the mail queue a message gets the reply \"{reply}\"; with room again it arrives")
            .With("needed_bytes", room.Needed)
            .With("left_bytes", filling.Room.Free);
    }
}
