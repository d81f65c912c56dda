using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Tests.Scheduling;

namespace MailFactory.Testing.Tests.Matrix.Work;

public sealed class SessionRecordTests
{
    [Fact]
    public void A_command_can_be_typed_again_and_holds_no_secret()
    {
        var options = Twelve.Options with { RhsmOfflineToken = new SecretText("it's a secret") };
        Assert.Equal(
            "Test --work-directory '/srv/my work' --rhsm-offline-token '***'",
            SessionRecord.Command(options, ["Test", "--work-directory", "/srv/my work", "--rhsm-offline-token", "it's a secret"])
        );
    }
}
