using MailFactory.Testing.Distros;
using MailFactory.Testing.Options;

namespace MailFactory.Testing.Tests.Options;

public sealed class CatalogFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_catalogue_is_read_once_and_again_when_it_changed()
    {
        var file = Path.Combine(_folder.Path, "preseeds", "catalog.json");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.Copy(Repository.PathOf("preseeds", "catalog.json"), file);
        var first = CatalogFile.Read(_folder.Path);
        Assert.Same(first, CatalogFile.Read(_folder.Path));
        File.AppendAllText(file, "\n");
        Assert.NotSame(first, CatalogFile.Read(_folder.Path));
    }

    [Fact]
    public void A_catalogue_that_is_not_there_is_told() => Assert.Throws<CatalogException>(() => CatalogFile.Read(_folder.Path));
}
