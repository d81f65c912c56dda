using MailFactory.Testing.MailProtocols;

namespace MailFactory.Testing.Tests.MailProtocols;

public sealed class GuardedTalkTests
{
    private readonly MailGuard _guard = new(["alice@dev.local", "bob@dev.local"], 2);

    [Fact]
    public void Mail_to_addresses_that_were_named_is_counted_up_to_the_limit()
    {
        Send("RCPT TO:<alice@dev.local>");
        Send("RCPT TO:<BOB@dev.local> NOTIFY=NEVER", "RCPT TO:<alice@dev.local>");
        var error = Assert.Throws<MailGuardException>(() => Send("RCPT TO:<bob@dev.local>"));
        Assert.Equal("no more mail is sent: the limit of 2 is reached", error.Message);
        Assert.Equal(2, _guard.Sent);
    }

    [Fact]
    public void Mail_to_anybody_else_is_held_back_even_among_others()
    {
        var error = Assert.Throws<MailGuardException>(() => Send("RCPT TO:<alice@dev.local>", "rcpt to:<victim@example.net>"));
        Assert.Equal("mail to <victim@example.net> is not sent, because --accounts does not name that address", error.Message);
        Assert.Equal(0, _guard.Sent);
    }

    [Theory]
    [InlineData("RSET")]
    [InlineData("MAIL FROM:<stranger@example.net>")]
    public void Recipients_are_forgotten_with_their_message(string beginning)
    {
        Send("RCPT TO:<victim@example.net>", beginning, "RCPT TO:<alice@dev.local>");
        Assert.Equal(1, _guard.Sent);
    }

    [Theory]
    [InlineData("DATA")]
    [InlineData("BDAT 500 LAST")]
    public void A_client_that_means_every_word_is_stopped_at_the_recipient_and_counted_at_the_message(string content)
    {
        var talk = new GuardedTalk(_guard);
        talk.EarnestCommand("RCPT TO:<alice@dev.local>");
        talk.EarnestCommand(content);
        Assert.Equal(1, _guard.Sent);
        Assert.Throws<MailGuardException>(() => talk.EarnestCommand("RCPT TO:<victim@example.net>"));
    }

    [Fact]
    public void Without_a_guard_everything_may_be_sent()
    {
        var talk = new GuardedTalk(guard: null);
        talk.EarnestCommand("RCPT TO:<victim@example.net>");
        talk.EarnestCommand("DATA");
    }

    private void Send(params string[] commands)
    {
        var talk = new GuardedTalk(_guard);
        foreach (var command in commands)
        {
            talk.Command(command);
        }

        talk.Message();
    }
}
