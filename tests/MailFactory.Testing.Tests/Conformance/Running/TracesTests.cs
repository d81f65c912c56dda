using MailFactory.Testing.Conformance.Running;

namespace MailFactory.Testing.Tests.Conformance.Running;

/// <summary>What is told about what was removed.</summary>
public sealed class TracesTests
{
    [Theory]
    [InlineData(0, 2, "removed afterwards: 0 mails and 2 mailboxes of the checks")]
    [InlineData(1, 1, "removed afterwards: 1 mail and 1 mailbox of the checks")]
    public void One_is_told_as_one(int mails, int mailboxes, string told) => Assert.Equal(told, Traces.Removed(mails, mailboxes));
}
