using MailFactory.Testing.AnswerFiles;

namespace MailFactory.Testing.Tests.AnswerFiles;

public sealed class VolumeLabelTests
{
    [Theory]
    [InlineData("Fedora-S-dvd-x86_64-41", "Fedora-S-dvd-x86_64-41")]
    [InlineData("Debian 12.15.0 amd64 n", @"Debian\x2012.15.0\x20amd64\x20n")]
    [InlineData("a/b\\c", @"a\x2fb\x5cc")]
    [InlineData("Größe", "Größe")]
    public void A_label_is_written_as_udev_names_it(string label, string expected) => Assert.Equal(expected, VolumeLabel.Escape(label));
}
