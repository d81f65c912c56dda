using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.Runs;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MimeKit;

namespace MailFactory.Testing.Conformance.Imap;

/// <summary>SEARCH finds exactly the right messages by subject, body, header, date, size, flag and non-ASCII text.</summary>
internal sealed class ImapSearchCheck() : Check("IMAP-10", "Search", Severity.Major, "RFC 9051 section 6.4.4")
{
    private static readonly DateTimeOffset _old = new(2001, 2, 3, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset _new = new(2021, 6, 7, 12, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        using var client = await context
            .Clients.ImapAsync(context.ImapService(), context.Mailboxes.First, cancellationToken)
            .ConfigureAwait(false);
        var scratch = await TestMailbox.CreateAsync(context, client, cancellationToken).ConfigureAwait(false);
        await using (scratch.ConfigureAwait(false))
        {
            var folder = scratch.Folder;
            var uids = new List<UniqueId>();
            var problems = new Problems(context);
            var tells = client.Capabilities.HasFlag(ImapCapabilities.UidPlus);
            foreach (var (message, flags, date) in Messages(context.Mailboxes.First.Address))
            {
                uids.Add(
                    await folder
                        .AppendKnownAsync(new AppendRequest(message, flags, date), message.MessageId!, tells, problems, cancellationToken)
                        .ConfigureAwait(false)
                );
                message.Dispose();
            }

            await folder.OpenAsync(FolderAccess.ReadOnly, cancellationToken).ConfigureAwait(false);
            foreach (var (name, query, wanted) in Questions())
            {
                var found = (await folder.SearchAsync(query, cancellationToken).ConfigureAwait(false))
                    .Select(uid => uids.IndexOf(uid))
                    .Order()
                    .ToList();
                problems.Add(Compare(name, found, wanted));
            }

            return problems.Finding(
                $"searches by {string.Join(", ", Questions().Select(question => question.Name))} find exactly the right messages"
            );
        }
    }

    /// <summary>What is wrong with the numbers of the messages found.</summary>
    internal static IEnumerable<string> Compare(string name, IReadOnlyList<int> found, IReadOnlyList<int> wanted) =>
        found.SequenceEqual(wanted)
            ? []
            : [$"search by {name} finds messages [{string.Join(", ", found)}] instead of [{string.Join(", ", wanted)}]"];

    private static IEnumerable<(MimeMessage Message, MessageFlags Flags, DateTimeOffset Date)> Messages(string address)
    {
        var plain = TestMail.Create(address, "alpha report", address);
        yield return (plain, MessageFlags.Seen, _old);

        var marked = TestMail.Create(address, "beta report", address);
        marked.Headers.Add("X-Check", "needle");
        marked.Body = new TextPart("plain")
        {
            Text = $"The word is haystack.\r\n{string.Concat(Enumerable.Repeat("padding padding padding\r\n", 400))}",
        };
        yield return (marked, MessageFlags.Flagged, _new);

        var foreign = TestMail.Create(address, "Grüße aus Köln", address);
        yield return (foreign, MessageFlags.Seen | MessageFlags.Answered, _new);
    }

    private static IEnumerable<(string Name, SearchQuery Query, int[] Wanted)> Questions() =>
        [
            ("subject", SearchQuery.SubjectContains("report"), [0, 1]),
            ("body", SearchQuery.BodyContains("haystack"), [1]),
            ("header", SearchQuery.HeaderContains("X-Check", "needle"), [1]),
            ("date", SearchQuery.DeliveredBefore(new DateTime(2010, 1, 1, 0, 0, 0, DateTimeKind.Utc)), [0]),
            ("size", SearchQuery.LargerThan(5000), [1]),
            ("flag", SearchQuery.Flagged, [1]),
            ("missing flag", SearchQuery.NotSeen, [1]),
            ("two conditions", SearchQuery.And(SearchQuery.Seen, SearchQuery.Answered), [2]),
            ("non-ASCII subject", SearchQuery.SubjectContains("Grüße"), [2]),
            ("something absent", SearchQuery.SubjectContains("gamma"), []),
        ];
}
