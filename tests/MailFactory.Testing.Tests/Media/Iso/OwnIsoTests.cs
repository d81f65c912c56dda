using MailFactory.Testing.Media.Iso;
using MailFactory.Testing.Tests.Files;

namespace MailFactory.Testing.Tests.Media.Iso;

public sealed class OwnIsoTests
{
    [Fact(Timeout = 30_000)]
    public async Task An_ISO_that_is_a_FIFO_or_a_folder_is_named_as_what_it_is()
    {
        using var folder = new TemporaryFolder();
        OwnFileTests.MakeFifo(folder.PathOf("fifo.iso"));
        foreach (
            var (path, what) in new[]
            {
                (folder.PathOf("fifo.iso"), "no regular file"),
                (folder.Path, "is a folder"),
                (folder.PathOf("none"), "is not there"),
            }
        )
        {
            var medium = await OwnIso.OpenAsync(
                "debian-13",
                path,
                new string('0', 64),
                MailFactory.Testing.Distros.TrustLevel.Pinned,
                TestContext.Current.CancellationToken
            );
            Assert.Contains(what, medium.Failure?.Reason, StringComparison.Ordinal);
        }
    }
}
