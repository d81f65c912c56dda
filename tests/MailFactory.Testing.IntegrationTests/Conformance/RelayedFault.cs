using System.Text.RegularExpressions;
using MailFactory.Testing.MailProtocols;

namespace MailFactory.Testing.IntegrationTests.Conformance;

/// <summary>A fault that a relay in front of a real server makes, and what the check that looks for it must say.</summary>
/// <param name="Check">The check.</param>
/// <param name="Name">The fault in a few words.</param>
/// <param name="Service">The service that the relay stands in front of.</param>
/// <param name="Says">What the check must say.</param>
/// <param name="Talks">What the relay makes of each connection; a function of its own for all of one test.</param>
internal sealed record RelayedFault(string Check, string Name, MailService Service, string Says, Func<Func<RelayedTalk>> Talks)
{
    public static IReadOnlyList<RelayedFault> All { get; } =
    [
        Hears(
            "IMAP-07",
            "COPY takes the message before",
            MailService.Imaps,
            "the target holds another message and the message",
            CopiesTheOneBefore
        ),
        Hears(
            "IMAP-07",
            "MOVE takes the message before",
            MailService.Imaps,
            "the source holds the message instead of another message",
            MovesTheOneBefore
        ),
        Hears(
            "IMAP-09",
            "UID EXPUNGE expunges all that is marked",
            MailService.Imaps,
            "were expunged instead of 2",
            line => Regex.Replace(line, "UID EXPUNGE [0-9:,]+", "EXPUNGE")
        ),
        Hears(
            "IMAP-11",
            "BODY.PEEK reads",
            MailService.Imaps,
            "after BODY.PEEK the flags of an unread message are",
            line => line.Replace("BODY.PEEK[", "BODY[", StringComparison.Ordinal)
        ),
        Tells(
            "IMAP-11",
            "sizes of parts",
            MailService.Imaps,
            "BODYSTRUCTURE: ",
            line =>
                line.Contains("BODYSTRUCTURE", StringComparison.Ordinal)
                    ? Regex.Replace(line, "\"base64\" ([0-9]+)", "\"base64\" 1$1")
                    : line
        ),
        Tells(
            "IMAP-07",
            "a message that is not told",
            MailService.Imaps,
            "is answered with 0 messages instead of one",
            line =>
                line.Contains(" FETCH (", StringComparison.Ordinal) && line.Contains("INTERNALDATE", StringComparison.Ordinal) ? null : line
        ),
        Tells(
            "IMAP-12",
            "UIDs that are not told",
            MailService.Imaps,
            "FETCH 1:* (UID) tells 0 UIDs of the 3 messages",
            line => Regex.IsMatch(line, @"^\* [0-9]+ FETCH \(UID [0-9]+\)$") ? null : line
        ),
        new(
            "IMAP-12",
            "another UIDVALIDITY after each expunge",
            MailService.Imaps,
            "after an expunge and an APPEND",
            () => () => new NewAfterExpunge()
        ),
        Tells(
            "IMAP-12",
            "the same UIDVALIDITY for all",
            MailService.Imaps,
            "a mailbox that was made anew under the same name has UIDVALIDITY 7 and UIDs of the old one",
            line => Validity(line, 7)
        ),
        new(
            "IMAP-12",
            "a UIDVALIDITY of each session",
            MailService.Imaps,
            "UIDVALIDITY was 1 and is 2 for another session",
            OfEachSession((line, number) => Validity(line, number))
        ),
        Tells(
            "POP-01",
            "sizes of LIST",
            MailService.Pop3s,
            "LIST tells ",
            line => Regex.IsMatch(line, "^[0-9]+ [0-9]{1,7}$") ? $"{line}0" : line
        ),
        new(
            "POP-01",
            "names of UIDL for each session",
            MailService.Pop3s,
            "UIDL names the same message otherwise in another session",
            OfEachSession((line, number) => Regex.IsMatch(line, "^[0-9]+ [0-9a-f]{16}$") ? $"{line}-{number}" : line)
        ),
        new("POP-02", "QUIT deletes everything", MailService.Pop3s, "0 copies of another message are there", () => () => new DeletesAll()),
    ];

    private static Func<Func<RelayedTalk>> OfEachSession(Func<string, int, string> said) =>
        () =>
        {
            var session = 0;
            return () =>
            {
                var number = ++session;
                return new ChangedTalk(line => line, line => said(line, number));
            };
        };

    private static string CopiesTheOneBefore(string line) => TheOneBefore(line, "COPY");

    private static string MovesTheOneBefore(string line) => TheOneBefore(line, "MOVE");

    private static string TheOneBefore(string line, string command) =>
        Regex.Replace(line, $"UID {command} ([0-9]+)", match => $"UID {command} {int.Parse(match.Groups[1].ValueSpan) - 1}");

    private static string Validity(string line, int number) => Regex.Replace(line, @"\bUIDVALIDITY [0-9]+\b", $"UIDVALIDITY {number}");

    private static RelayedFault Hears(string check, string name, MailService service, string says, Func<string, string?> change) =>
        new(check, name, service, says, () => () => new ChangedTalk(change, line => line));

    private static RelayedFault Tells(string check, string name, MailService service, string says, Func<string, string?> change) =>
        new(check, name, service, says, () => () => new ChangedTalk(line => line, change));

    private sealed class ChangedTalk(Func<string, string?> heard, Func<string, string?> said) : RelayedTalk
    {
        public override string? Heard(string line) => heard(line);

        public override string? Said(string line) => said(line);
    }

    private sealed class NewAfterExpunge : RelayedTalk
    {
        private bool _isExpunged;

        public override string? Said(string line)
        {
            _isExpunged |= Regex.IsMatch(line, @"^\* [0-9]+ EXPUNGE$");
            return _isExpunged ? Validity(line, 7) : line;
        }
    }

    private sealed class DeletesAll : RelayedTalk
    {
        private int _count;
        private bool _isLast;

        public override string? Heard(string line)
        {
            _isLast = line == "QUIT";
            return _isLast ? string.Concat(Enumerable.Range(1, _count).Select(number => $"DELE {number}\r\n")) + line : line;
        }

        // STAT tells how many there are; the answers to what nobody said are kept back.
        public override string? Said(string line)
        {
            if (Regex.Match(line, @"^\+OK ([0-9]+) [0-9]+$") is { Success: true } counted)
            {
                _count = int.Parse(counted.Groups[1].ValueSpan);
            }

            return _isLast && !line.Contains("Logging out", StringComparison.Ordinal) ? null : line;
        }
    }
}
