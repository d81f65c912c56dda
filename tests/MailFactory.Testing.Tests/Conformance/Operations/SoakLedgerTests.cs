using MailFactory.Testing.Conformance.Operations;

namespace MailFactory.Testing.Tests.Conformance.Operations;

public sealed class SoakLedgerTests
{
    private readonly SoakLedger _ledger = new();

    public SoakLedgerTests()
    {
        _ledger.Accepted("m1", ["alice", "bob"]);
        _ledger.Accepted("m2", ["bob"]);
    }

    [Fact]
    public void Exactly_what_was_promised_is_good()
    {
        Assert.Equal(2, _ledger.Owed("bob"));
        Assert.Empty(_ledger.Compare(In("bob", "m2", "m1")));
    }

    [Fact]
    public void A_lost_message_is_found() =>
        Assert.Equal(["bob lost 1 of 2 messages that were accepted"], _ledger.Compare(In("bob", "m1")));

    [Fact]
    public void A_message_that_waits_is_not_lost() =>
        Assert.Equal(
            ["bob is missing 1 of 2 messages that were accepted, while 3 wait in the queue"],
            _ledger.Compare(In("bob", "m1"), waiting: 3)
        );

    [Fact]
    public void A_doubled_message_is_found() =>
        Assert.Equal(["bob has 1 messages more than once"], _ledger.Compare(In("bob", "m1", "m2", "m2")));

    [Fact]
    public void A_message_for_somebody_else_is_found() =>
        Assert.Equal(["alice has 1 messages that were not sent to it"], _ledger.Compare(In("alice", "m1", "m2")));

    [Fact]
    public void A_doubled_message_is_no_loss() => Assert.Empty(_ledger.Losses(In("bob", "m1", "m2", "m2")));

    [Fact]
    public void A_loss_is_told_for_each_mailbox() =>
        Assert.Equal(
            ["alice lost 1 of 1 messages that were accepted", "bob lost 2 of 2 messages that were accepted"],
            _ledger.Losses(new Dictionary<string, List<string>> { ["alice"] = [], ["bob"] = ["m3"] })
        );

    private static Dictionary<string, List<string>> In(string mailbox, params string[] messages) => new() { [mailbox] = [.. messages] };
}
