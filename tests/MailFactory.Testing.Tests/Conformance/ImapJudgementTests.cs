using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.Conformance.Imap;
using MailKit;
using MimeKit;

namespace MailFactory.Testing.Tests.Conformance;

/// <summary>What the checks of mailboxes conclude from what two connections see, and from parts of messages.</summary>
public sealed class ImapJudgementTests
{
    private const MessageFlags All = MessageFlags.Seen | MessageFlags.Flagged | MessageFlags.Answered;
    private static readonly UniqueId[] _uids = [new(1), new(2), new(3), new(4)];

    [Fact]
    public void Both_connections_see_what_both_did() => Assert.Empty(ImapSharedFlagsCheck.Judge("first", All, ["k"], ["k"]));

    [Fact]
    public void A_lost_update_is_found()
    {
        Assert.Equal(
            ["the second connection sees Answered, Flagged instead of Seen, Answered, Flagged"],
            ImapSharedFlagsCheck.Judge("second", MessageFlags.Flagged | MessageFlags.Answered, [], [])
        );
        Assert.Equal(
            ["the first connection does not see the keyword k"],
            ImapSharedFlagsCheck.Judge("first", All | MessageFlags.Recent, [], ["k"])
        );
        Assert.Contains("no message", ImapSharedFlagsCheck.Judge("first", null, [], []).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_expunge_that_is_told_and_done_is_good() =>
        Assert.Empty(ImapSharedExpungeCheck.Judge([1], 3, [_uids[0], _uids[2], _uids[3]], _uids));

    [Fact]
    public void An_expunge_that_is_not_told_is_found() =>
        Assert.Equal(
            [
                "the other connection was not told at NOOP that message 2 was expunged",
                "after the expunge the other connection has 4 messages, and its numbers lead to the UIDs 1, 2, 3, 4 instead of 1, 3, 4",
            ],
            ImapSharedExpungeCheck.Judge([], 4, _uids, _uids)
        );

    [Fact]
    public void An_expunge_of_another_message_is_found() =>
        Assert.Contains(
            "told at NOOP that 3 were expunged instead of 2",
            ImapSharedExpungeCheck.Judge([2], 3, [_uids[0], _uids[2], _uids[3]], _uids).Single(),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_slice_must_be_of_its_place()
    {
        byte[] whole = [1, 2, 3, 4, 5];
        Assert.Null(ImapPartsCheck.SliceProblem(whole, 1, 2, [2, 3]));
        Assert.Null(ImapPartsCheck.SliceProblem(whole, 4, 9, [5]));
        Assert.Null(ImapPartsCheck.SliceProblem(whole, 9, 9, []));
        Assert.NotNull(ImapPartsCheck.SliceProblem(whole, 1, 2, [1, 2]));
        Assert.NotNull(ImapPartsCheck.SliceProblem(whole, 1, 2, [2]));
    }

    [Fact]
    public void A_structure_with_other_parts_is_found()
    {
        using var message = AttachmentZoo.Create("alice@dev.local", "bob@dev.local");
        var whole = MimeShape.Of(message.Body!);
        Assert.True(whole.Count > 10);
        var flat = MimeShape.Of(new BodyPartText(new ContentType("text", "plain"), string.Empty));
        Assert.Equal(["text/plain of 0 bytes"], flat);
        Assert.NotEmpty(MimeTree.Differences(whole, flat));
    }

    [Fact]
    public void Another_message_in_the_place_of_the_one_that_was_copied_is_found()
    {
        string[] wanted = [ImapCopyMoveCheck.TheMessage, ImapCopyMoveCheck.TheMessage];
        Assert.Null(ImapCopyMoveCheck.PlaceProblem("the target", wanted, wanted));
        Assert.Equal(
            "the target holds another message and the message instead of the message and the message",
            ImapCopyMoveCheck.PlaceProblem("the target", [ImapCopyMoveCheck.Another, ImapCopyMoveCheck.TheMessage], wanted)
        );
        Assert.Equal(
            "the source holds nothing instead of another message",
            ImapCopyMoveCheck.PlaceProblem("the source", [], [ImapCopyMoveCheck.Another])
        );
    }
}
