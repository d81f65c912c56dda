using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Runs;

public sealed class ProcessNameTests
{
    [Fact]
    public void Every_name_of_an_item_and_of_a_group_is_read_back()
    {
        foreach (var stage in Enum.GetValues<Stage>())
        {
            Assert.Equal(new ProcessName(stage, "ubuntu-22"), ProcessName.Parse(new ProcessName(stage, "ubuntu-22").ToString()));
            Assert.Equal(new ProcessName(stage, null), ProcessName.Parse(new ProcessName(stage, null).ToString()));
        }
    }

    [Theory]
    [InlineData("mail_tests_debian-13", "mail_test_debian-13")]
    [InlineData("mail_test", "mail_tests")]
    [InlineData("iso_download", "iso_download")]
    public void A_mail_test_may_be_named_in_the_singular_and_in_the_plural(string text, string expected) =>
        Assert.Equal(expected, ProcessName.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("vm_boot_debian-13")]
    [InlineData("vm_install_")]
    [InlineData("vm_installs")]
    [InlineData("VM_INSTALL")]
    public void Anything_else_is_no_name(string text) => Assert.Null(ProcessName.Parse(text));

    [Theory]
    [InlineData("vm_install", true)]
    [InlineData("vm_install_debian-13", true)]
    [InlineData("vm_install_debian-12", false)]
    [InlineData("vm_create", false)]
    public void A_group_covers_all_distros_and_a_name_only_its_own(string name, bool isCovered) =>
        Assert.Equal(isCovered, ProcessName.Parse(name)!.Value.Covers("debian-13", Stage.Install));
}
