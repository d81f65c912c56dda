using MailFactory.Testing.Distros;
using MailFactory.Testing.Machines;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Machines;

public sealed class InstallKeyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task It_names_what_shapes_the_disk_and_no_version_of_an_assembly()
    {
        var inputs = await InputsAsync(Repository.PathOf());
        Assert.Equal(InstallKey.Format, inputs["format"]);
        Assert.Equal(
            [
                "answer file early.sh.liquid",
                "answer file late.sh.liquid",
                "answer file preseed.cfg.liquid",
                "firmware",
                "format",
                "kernel arguments",
                "machine",
                "mirror",
                "package mirrors",
                "packages",
            ],
            inputs.Keys.Order(StringComparer.Ordinal)
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task Another_format_or_another_template_makes_another_key()
    {
        var inputs = await InputsAsync(Repository.PathOf());
        var key = new InputKey(inputs);
        Assert.NotEqual(key.Value, new InputKey(new Dictionary<string, string>(inputs) { ["format"] = "1" }).Value);

        Directory.CreateDirectory(_folder.PathOf("preseeds", "debian"));
        foreach (var template in Directory.EnumerateFiles(Repository.PathOf("preseeds", "debian")))
        {
            File.Copy(template, _folder.PathOf("preseeds", "debian", Path.GetFileName(template)));
        }

        Assert.Equal(key.Value, new InputKey(await InputsAsync(_folder.Path)).Value);
        await File.AppendAllTextAsync(
            _folder.PathOf("preseeds", "debian", "late.sh.liquid"),
            "true\n",
            TestContext.Current.CancellationToken
        );
        Assert.Equal(["answer file late.sh.liquid"], key.DifferencesTo(await InputsAsync(_folder.Path)));
    }

    private static Task<IReadOnlyDictionary<string, string>> InputsAsync(string repository)
    {
        var catalog = DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json"));
        var distro = catalog.Select(["debian-13"])[0];
        var options = new RunOptions { Repository = repository, Layout = new WorkLayout(repository) };
        return InstallKey.KnownInputsAsync(distro, catalog.FamilyOf(distro), options, TestContext.Current.CancellationToken);
    }
}
