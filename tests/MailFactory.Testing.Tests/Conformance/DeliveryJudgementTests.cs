using MailFactory.Testing.Conformance;
using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.Conformance.Imap;
using MailFactory.Testing.Conformance.Operations;
using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Tests.Conformance.Running;
using MimeKit;

namespace MailFactory.Testing.Tests.Conformance;

/// <summary>What the delivery checks conclude from what arrived.</summary>
public sealed class DeliveryJudgementTests
{
    [Fact]
    public void A_flipped_bit_in_an_attachment_is_found()
    {
        using var message = AttachmentZoo.Create("alice@dev.local", "bob@dev.local");
        var wanted = MimeTree.Describe(message.Body!);
        Assert.Empty(MimeTree.Differences(wanted, MimeTree.Describe(Reparsed(message).Body!)));
        var part = message.BodyParts.OfType<MimePart>().Single(part => part.FileName == "all-bytes.bin");
        part.Content = new MimeContent(new MemoryStream(new byte[256]));
        Assert.Contains(
            "all-bytes.bin",
            Assert.Single(MimeTree.Differences(wanted, MimeTree.Describe(message.Body!))),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(0.6, 1, Verdict.Passed)]
    [InlineData(9.9, 1, Verdict.Passed)]
    [InlineData(10.1, 1, Verdict.Failed)]
    [InlineData(10.1, 2, Verdict.Passed)]
    public void The_latency_of_idle_is_judged_by_the_slowest_but_one_in_twenty(double seconds, double scale, Verdict verdict)
    {
        var latencies = Enumerable
            .Repeat(TimeSpan.FromSeconds(0.5), 18)
            .Append(TimeSpan.FromSeconds(seconds))
            .Append(TimeSpan.FromSeconds(60))
            .ToList();
        var finding = IdleLatencyCheck.Judge(latencies, scale, new Problems(CheckRunnerTests.Context));
        Assert.Equal(verdict, finding.Verdict);
        Assert.Equal(seconds * 1000, finding.Measurements["idle_latency_p95_ms"]);
    }

    [Fact]
    public void A_changed_mailbox_is_found()
    {
        var before = new MailboxSnapshot(
            7,
            new Dictionary<uint, string>
            {
                [1] = "aa (Seen)",
                [2] = "bb (None)",
                [3] = "cc (None)",
            }
        );
        Assert.Empty(before.Differences(before));
        var after = new MailboxSnapshot(8, new Dictionary<uint, string> { [1] = "aa (None)", [3] = "cc (None)" });
        Assert.Equal(
            ["UIDVALIDITY was 7 and is 8", "the message with UID 1 was aa (Seen) and is aa (None)", "the message with UID 2 is gone"],
            before.Differences(after)
        );
    }

    [Fact]
    public void Forwarding_is_followed_to_its_end_without_running_in_circles()
    {
        var boxes = new Mailboxes(TestAccounts.Configuration);
        Assert.Equal(["alice@dev.local", "bob@dev.local"], boxes.FinalBoxes("sales@dev.local").Select(box => box.Address));
        Assert.Equal(
            ["chain@dev.local", "alice@dev.local", "bob@dev.local"],
            boxes.FinalBoxes("chain@dev.local").Select(box => box.Address)
        );
        Assert.Equal("alice@dev.local", boxes.First.Address);
        Assert.Empty(boxes.FinalBoxes("nobody@dev.local"));
    }

    [Fact]
    public void A_search_that_finds_too_much_or_too_little_is_found_out()
    {
        Assert.Empty(ImapSearchCheck.Compare("flag", [1], [1]));
        Assert.Equal(["search by flag finds messages [0, 1] instead of [1]"], ImapSearchCheck.Compare("flag", [0, 1], [1]));
        Assert.Equal(["search by flag finds messages [] instead of [1]"], ImapSearchCheck.Compare("flag", [], [1]));
    }

    [Fact]
    public void Targets_outside_are_those_of_other_domains()
    {
        var configuration = TestAccounts.Configuration with
        {
            Accounts =
            [
                .. TestAccounts.Configuration.Accounts,
                new MailAccount
                {
                    Address = "out@dev.local",
                    Password = "pass-o",
                    ForwardsTo = ["friend@example.net", "sales@dev.local"],
                },
            ],
        };
        Assert.Equal(["friend@example.net"], new Mailboxes(configuration).TargetsOutside("out@dev.local"));
        Assert.Empty(new Mailboxes(configuration).TargetsOutside("sales@dev.local"));
    }

    private static MimeMessage Reparsed(MimeMessage message)
    {
        using var stream = new MemoryStream();
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        message.WriteTo(format, stream, TestContext.Current.CancellationToken);
        stream.Position = 0;
        return MimeMessage.Load(stream, TestContext.Current.CancellationToken);
    }
}
