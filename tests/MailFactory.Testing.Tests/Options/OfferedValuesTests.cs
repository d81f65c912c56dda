using MailFactory.Testing.Options;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Options;

public sealed class OfferedValuesTests
{
    [Fact]
    public void Distros_are_those_of_the_catalogue_and_all()
    {
        var offered = OfferedValues.Distros(Repository.Root).ToList();
        Assert.Contains("debian-13", offered);
        Assert.Equal("all", offered[^1]);
    }

    [Fact]
    public void A_catalogue_that_cannot_be_read_offers_nothing()
    {
        using var folder = new TemporaryFolder();
        Assert.Empty(OfferedValues.Distros(folder.Path));
    }

    [Fact]
    public void What_is_offered_is_accepted()
    {
        using var folder = new TemporaryFolder();
        foreach (var accelerator in OfferedValues.Accelerators)
        {
            RunOptionsCheck.Check(
                new OptionWords { Accelerator = accelerator }.ReadInto(
                    new RunOptions
                    {
                        Repository = Repository.Root,
                        Layout = new WorkLayout(folder.Path),
                        Distros = [.. OfferedValues.Distros(Repository.Root)],
                        Checks = [.. OfferedValues.Checks],
                    }
                )
            );
        }
    }
}
