using MailFactory.Testing.Conformance.Delivery;
using MimeKit;

namespace MailFactory.Testing.Conformance.Parts;

/// <summary>Writes letters to a user who is away: one that is to be answered, and all kinds that are not.</summary>
/// <param name="sender">The sender of the envelope.</param>
/// <param name="receiver">Who is away.</param>
/// <param name="other">Where the sender wants answers of people to go; no place for those of programs.</param>
/// <param name="mark">In each subject, so that a script knows them.</param>
internal sealed class VacationLetters(string sender, string receiver, string other, string mark)
{
    /// <summary>The first letter, which is to be answered.</summary>
    public VacationLetter First() => Write("a first letter", _ => { }) with { IsAnswered = true };

    /// <summary>Another letter of the same sender, who knows by now.</summary>
    public VacationLetter Second() => Write("a second letter of the same sender", _ => { });

    /// <summary>Those that nobody wants answered, each by what makes it one of them (RFC 5230 sections 4.5 and 4.6).</summary>
    public IReadOnlyList<VacationLetter> Unanswered() =>
        [
            Write(
                "a letter that was sent by a program (Auto-Submitted)",
                letter => letter.Headers.Add(HeaderId.AutoSubmitted, "auto-generated")
            ),
            Write("a letter to a mailing list (List-Id)", letter => letter.Headers.Add(HeaderId.ListId, "<news.tester.example.org>")),
            Write("a letter to many (Precedence: bulk)", letter => letter.Headers.Add(HeaderId.Precedence, "bulk")) with
            {
                IsPromise = true,
            },
            Write("a letter that does not name its receiver", letter => SendTo(letter, other)),
            FromNobody(Write("a letter without a sender", _ => { })),
        ];

    private VacationLetter Write(string kind, Action<MimeMessage> change)
    {
        var message = TestMail.Create(sender, $"{mark} {kind}", receiver);
        message.ReplyTo.Add(MailboxAddress.Parse(other));
        change(message);
        return new VacationLetter(kind, Letter.Of(message));
    }

    private static void SendTo(MimeMessage message, string address)
    {
        message.To.Clear();
        message.To.Add(MailboxAddress.Parse(address));
    }

    private static VacationLetter FromNobody(VacationLetter letter) =>
        letter with
        {
            Letter = letter.Letter with { Sender = string.Empty },
        };
}
