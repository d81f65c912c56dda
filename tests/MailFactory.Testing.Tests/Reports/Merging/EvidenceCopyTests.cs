using MailFactory.Testing.Reports.Formats;
using MailFactory.Testing.Runs;
using static MailFactory.Testing.Tests.Reports.Merging.MergeFolders;

namespace MailFactory.Testing.Tests.Reports.Merging;

public sealed class EvidenceCopyTests : IDisposable
{
    private const string Prefix = "test_results/merged_20260102-030405-merged/debian-13";
    private readonly MergeFolders _folders = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folders.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task Files_come_along_under_names_that_no_file_of_the_own_host_has()
    {
        _folders.Text("a log of another machine", "merged", "vms", "debian-13", "serial.log");
        var merged = await _folders.MergeAsync([_folders.Write("a", RunOf("debian-13", 0))]);
        Assert.Equal([$"{Prefix}/vms/debian-13/serial.log", $"{Prefix}/vms/archive/gone.qcow2"], merged.Stages[0].Files);
        Assert.Equal(
            "log of debian-13 in a\n",
            await File.ReadAllTextAsync(Path.Combine(_folders.Layout.Root, merged.Stages[0].Files[0]), Cancellation)
        );
        var page = await File.ReadAllTextAsync((await ReportFiles.WriteAsync(merged, _folders.Layout, Cancellation)).Page, Cancellation);
        Assert.Contains($"href=\"../{Prefix}/vms/debian-13/serial.log\"", page, StringComparison.Ordinal);
        Assert.Contains("gone.qcow2 (not here)", page, StringComparison.Ordinal);
        Assert.DoesNotContain("another machine", page, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("test_results")]
    [InlineData(".")]
    public async Task A_bundle_is_found_in_a_work_directory_and_in_what_was_kept_of_its_results(string results)
    {
        const string Bundle = "test_results/evidence_debian-13_20260102-030405.zip";
        var run = RunOf("debian-13", 0, FailureClass.Product);
        run = run with
        {
            Facts =
            [
                new DistroFacts
                {
                    Distro = "debian-13",
                    Name = "Debian 13",
                    Accelerator = "tcg",
                    EvidenceBundle = Bundle,
                },
            ],
        };
        var folder = _folders.Write("a", run, results);
        Assert.Null((await _folders.MergeAsync([folder])).Facts.Single().EvidenceBundle);
        _folders.Text("PK", "a", results, Path.GetFileName(Bundle));
        Assert.Equal($"{Prefix}/{Bundle}", (await _folders.MergeAsync([folder])).Facts.Single().EvidenceBundle);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_answer_file_with_its_secrets_stays_where_it_is()
    {
        var run = RunOf("debian-13", 0);
        var folder = _folders.Write(
            "a",
            run with
            {
                Stages = [run.Stages[0] with { Files = ["vms/debian-13/preseed.cfg", "vms/debian-13/serial.log"] }],
            }
        );
        _folders.Text("password", "a", "vms", "debian-13", "preseed.cfg");
        await _folders.MergeAsync([folder]);
        Assert.Equal(
            ["serial.log"],
            Directory.EnumerateFiles(_folders.Layout.Root, "*", SearchOption.AllDirectories).Select(Path.GetFileName)
        );
    }

    [Theory(Timeout = 60_000)]
    [InlineData("../secret.log")]
    [InlineData("/var/log/dpkg.log")]
    [InlineData("vms/link.log")]
    public async Task Nothing_is_copied_from_outside_of_the_folder(string name)
    {
        var secret = _folders.Text("secret", "secret.log");
        var run = RunOf("debian-13", 0);
        var folder = _folders.Write("a", run with { Stages = [run.Stages[0] with { Files = [name] }] });
        File.CreateSymbolicLink(Path.Combine(folder, "vms", "link.log"), secret);
        var merged = await _folders.MergeAsync([folder]);
        Assert.StartsWith($"{Prefix}/", Assert.Single(merged.Stages[0].Files), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folders.Layout.Results));
    }
}
