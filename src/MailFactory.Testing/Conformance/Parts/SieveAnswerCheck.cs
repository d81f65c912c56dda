using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Waiting;

namespace MailFactory.Testing.Conformance.Parts;

/// <summary>
/// For a user who is away a script answers each sender once, and no program, list or report, which could answer in turn; a letter that it
/// redirects goes to the other user, and stays as well when it says so.
/// </summary>
internal sealed class SieveAnswerCheck()
    : Check(
        "SIV-04",
        "Sieve answers once and redirects",
        Severity.Minor,
        "RFC 5230 sections 4.2, 4.5, 4.6, 5.1 and 5.6; RFC 5321 section 4.5.5; RFC 5228 section 4.2; RFC 3894 section 3",
        "letters with Precedence: bulk are not answered"
    )
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        context.NeedPart(MailPart.Sieve);
        var (sender, away) = (context.Mailboxes.Second, context.Mailboxes.First);
        if (sender == away)
        {
            return CheckFinding.NotApplicable("the configuration has only one account that keeps its mail");
        }

        var name = $"check-{Guid.NewGuid():N}";
        var script = await TestScript.ActivateAsync(context, name, Script(name, sender.Address), cancellationToken).ConfigureAwait(false);
        await using (script.ConfigureAwait(false))
        {
            var problems = new Problems(context);
            await RedirectAsync(context, name, problems, cancellationToken).ConfigureAwait(false);
            await AnswerAsync(context, name, problems, cancellationToken).ConfigureAwait(false);
            return problems.Finding(
                "one answer is given to a sender, with an empty sender and Auto-Submitted: auto-replied, and none to programs, lists and reports; "
                    + "a redirected letter goes to the other account, and stays as well when it is to be copied"
            );
        }
    }

    private static string Script(string mark, string other) =>
        $$"""
            require ["vacation", "copy"];
            if header :is "Subject" "{{Redirected(mark)}}" { redirect "{{other}}"; }
            elsif header :is "Subject" "{{Copied(mark)}}" { redirect :copy "{{other}}"; }
            elsif header :contains "Subject" "{{mark}}" { vacation :days 7 "{{Reason(mark)}}"; }

            """.ReplaceLineEndings("\r\n");

    private static string Redirected(string mark) => $"{mark} redirected";

    private static string Copied(string mark) => $"{mark} copied";

    // It stands in no letter, so that answers are found by it.
    private static string Reason(string mark) => $"away, says the script {mark}";

    private static async Task RedirectAsync(CheckContext context, string mark, Problems problems, CancellationToken cancellationToken)
    {
        var (sender, away) = (context.Mailboxes.Second, context.Mailboxes.First);
        var redirected = Letter.Of(TestMail.Create(sender.Address, Redirected(mark), away.Address));
        var copied = Letter.Of(TestMail.Create(sender.Address, Copied(mark), away.Address));
        await SendAsync(context, redirected, cancellationToken).ConfigureAwait(false);
        await SendAsync(context, copied, cancellationToken).ConfigureAwait(false);

        // How many there are is judged below.
        await Wait.WhetherAsync(
                async token =>
                    await context.CountAsync(sender, redirected.MessageId, token).ConfigureAwait(false) > 0
                    && await context.CountAsync(sender, copied.MessageId, token).ConfigureAwait(false) > 0
                    && await context.CountAsync(away, copied.MessageId, token).ConfigureAwait(false) > 0,
                context.Scaled(60),
                TimeSpan.FromSeconds(1),
                context.Time,
                cancellationToken
            )
            .ConfigureAwait(false);
        await context.SettleAsync(cancellationToken).ConfigureAwait(false);
        await ExpectAsync("a redirected letter", redirected, sender, 1).ConfigureAwait(false);
        await ExpectAsync("a redirected letter", redirected, away, 0).ConfigureAwait(false);
        await ExpectAsync("a letter redirected with :copy", copied, sender, 1).ConfigureAwait(false);
        await ExpectAsync("a letter redirected with :copy", copied, away, 1).ConfigureAwait(false);

        async Task ExpectAsync(string what, Letter letter, MailAccount box, int wanted)
        {
            var count = await context.CountAsync(box, letter.MessageId, cancellationToken).ConfigureAwait(false);
            if (count != wanted)
            {
                problems.Add(
                    $"{what} from {away.Address} to {sender.Address} is {count} times in the mailbox of {box.Address} instead of {wanted}"
                );
            }
        }
    }

    private static async Task AnswerAsync(CheckContext context, string mark, Problems problems, CancellationToken cancellationToken)
    {
        var (sender, away) = (context.Mailboxes.Second, context.Mailboxes.First);
        var other = context.Mailboxes.Keeping.FirstOrDefault(account => account != sender && account != away) ?? sender;
        var written = new VacationLetters(sender.Address, away.Address, other.Address, mark);
        List<VacationLetter> letters = [written.First()];

        // What is not to be answered comes first: whoever got an answer gets no second one, deserved or not.
        foreach (var letter in written.Unanswered())
        {
            if (await DeliverAsync(context, letter, cancellationToken).ConfigureAwait(false))
            {
                letters.Add(letter);
            }
        }

        await context.SettleAsync(cancellationToken).ConfigureAwait(false);
        await DeliverAsync(context, letters[0], cancellationToken).ConfigureAwait(false);
        await Wait.WhetherAsync(
                async token => (await FindAsync(token).ConfigureAwait(false)).Count > 0,
                context.Scaled(60),
                TimeSpan.FromSeconds(1),
                context.Time,
                cancellationToken
            )
            .ConfigureAwait(false);
        letters.Add(written.Second());
        await DeliverAsync(context, letters[^1], cancellationToken).ConfigureAwait(false);
        await context.SettleAsync(cancellationToken).ConfigureAwait(false);
        VacationAnswer.Judge(await FindAsync(cancellationToken).ConfigureAwait(false), letters, sender.Address, problems);

        Task<IReadOnlyList<VacationAnswer>> FindAsync(CancellationToken token) =>
            VacationAnswer.FindAsync(context, [sender, other], Reason(mark), token);
    }

    /// <summary>Hands in a letter and waits until it is delivered; false when the server refuses one that nobody sent.</summary>
    private static async Task<bool> DeliverAsync(CheckContext context, VacationLetter letter, CancellationToken cancellationToken)
    {
        var away = context.Mailboxes.First;
        if (letter.IsFromNobody)
        {
            var reply = await context
                .HandInAsync(MailService.Smtp, login: null, letter.Letter, away.Address, parameters: string.Empty, cancellationToken)
                .ConfigureAwait(false);
            if (!reply.IsAccepted)
            {
                return false;
            }
        }
        else
        {
            await SendAsync(context, letter.Letter, cancellationToken).ConfigureAwait(false);
        }

        await context.WaitForAsync(away, letter.Letter.MessageId, letter.Letter.Subject, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static async Task SendAsync(CheckContext context, Letter letter, CancellationToken cancellationToken)
    {
        await context.Pace.WaitAsync(cancellationToken).ConfigureAwait(false);
        var (service, login) = (context.SubmissionService(), context.Mailboxes.Second);
        var reply = await context
            .HandInAsync(service, login, letter, context.Mailboxes.First.Address, parameters: string.Empty, cancellationToken)
            .ConfigureAwait(false);
        if (!reply.IsAccepted)
        {
            throw new MailProtocolException($"{MailSocket.Name(service)}: the message \"{letter.Subject}\" was not accepted: {reply}");
        }
    }
}
