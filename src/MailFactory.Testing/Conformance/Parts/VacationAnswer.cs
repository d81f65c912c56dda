using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.MailProtocols.Accounts;
using MailKit;
using MailKit.Search;
using MimeKit;

namespace MailFactory.Testing.Conformance.Parts;

/// <summary>An answer that a server gave for a user who is away.</summary>
/// <param name="Receiver">In whose mailbox it is.</param>
/// <param name="Message">The answer, with the trace that the delivery left.</param>
internal sealed record VacationAnswer(string Receiver, MimeMessage Message)
{
    private const string Automatic = "auto-replied";

    /// <summary>All answers with a text that are in some mailboxes now.</summary>
    public static async Task<IReadOnlyList<VacationAnswer>> FindAsync(
        CheckContext context,
        IEnumerable<MailAccount> boxes,
        string text,
        CancellationToken cancellationToken
    )
    {
        var answers = new List<VacationAnswer>();
        foreach (var box in boxes.Distinct())
        {
            using var client = await context.OpenInboxAsync(box, FolderAccess.ReadOnly, cancellationToken).ConfigureAwait(false);
            await foreach (var folder in context.FoldersAsync(client, cancellationToken).ConfigureAwait(false))
            {
                foreach (var id in await folder.SearchAsync(SearchQuery.BodyContains(text), cancellationToken).ConfigureAwait(false))
                {
                    var message = await folder.GetMessageAsync(id, cancellationToken).ConfigureAwait(false);
                    answers.Add(new VacationAnswer(box.Address, message));
                }
            }

            await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        }

        return answers;
    }

    /// <summary>Notes what is wrong with the answers, once no more can come.</summary>
    /// <param name="answers">All of them.</param>
    /// <param name="letters">All letters, the one that is to be answered first.</param>
    /// <param name="sender">The envelope's sender of the letters that have one.</param>
    /// <param name="problems">Where it goes.</param>
    public static void Judge(
        IReadOnlyCollection<VacationAnswer> answers,
        IReadOnlyList<VacationLetter> letters,
        string sender,
        Problems problems
    )
    {
        foreach (var letter in letters)
        {
            var count = answers.Count(answer => answer.About(letters) == letter);
            if (letter.IsAnswered && count != 1)
            {
                problems.Add($"{letter.Kind} has {count} answers instead of 1");
            }
            else if (!letter.IsAnswered && count > 0 && letter.IsPromise)
            {
                problems.Unkept($"{letter.Kind} is answered");
            }
            else if (!letter.IsAnswered && count > 0)
            {
                problems.Add($"{letter.Kind} is answered");
            }
        }

        problems.Add(answers.SelectMany(answer => answer.Faults(sender)).Distinct());
    }

    private IEnumerable<string> Faults(string sender)
    {
        if (Receiver != sender)
        {
            yield return $"an answer went to {Receiver} instead of the envelope's sender {sender}";
        }

        var submitted = Message.Headers[HeaderId.AutoSubmitted];
        if (submitted?.TrimStart().StartsWith(Automatic, StringComparison.OrdinalIgnoreCase) != true)
        {
            yield return $"an answer says Auto-Submitted: {submitted ?? "nothing"} instead of {Automatic}";
        }

        // Whether a server leaves this trace is for others to judge.
        if (Message.Headers[HeaderId.ReturnPath]?.Trim() is { } path && path != "<>")
        {
            yield return $"an answer has the envelope's sender {path} instead of none, so that a report about it comes back";
        }
    }

    /// <summary>What it answers: that which it names, or whose subject it repeats; the first one when it does neither.</summary>
    private VacationLetter About(IReadOnlyList<VacationLetter> letters) =>
        letters.FirstOrDefault(letter =>
            letter.Letter.MessageId == Message.InReplyTo || Message.References.Contains(letter.Letter.MessageId)
        )
        ?? letters.FirstOrDefault(letter => Message.Subject?.EndsWith(letter.Letter.Subject, StringComparison.Ordinal) == true)
        ?? letters[0];
}
