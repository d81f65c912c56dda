using System.Runtime.Versioning;
using System.Text;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Tests.Processes;

[UnsupportedOSPlatform("windows")]
public sealed class ProcessIdentityTests
{
    private static readonly byte[] _environment = Encoding.UTF8.GetBytes($"PATH=/bin\0{LeaseRegistry.NonceVariable}=word\0");

    [Theory]
    [InlineData("word", true)]
    [InlineData("wor", false)]
    [InlineData("", false)]
    public void A_process_carries_the_whole_word_of_its_environment(string nonce, bool carries) =>
        Assert.Equal(carries, ProcessIdentity.Current.Carries(nonce, () => _environment));

    [Fact]
    public void A_process_between_two_programs_is_asked_again()
    {
        var reads = 0;
        Assert.True(ProcessIdentity.Current.Carries("word", () => ++reads < 3 ? [] : _environment));
        Assert.Equal(3, reads);
    }

    [Fact]
    public void A_process_that_is_gone_is_not_asked() =>
        Assert.False(
            new ProcessIdentity(Environment.ProcessId, "another-boot/1").Carries("word", () => throw new InvalidOperationException("asked"))
        );
}
