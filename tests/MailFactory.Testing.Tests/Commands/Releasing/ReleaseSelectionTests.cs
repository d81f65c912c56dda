using MailFactory.Testing.Archives;
using MailFactory.Testing.Commands.Releasing;
using MailFactory.Testing.Files;
using MailFactory.Testing.Options;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Commands.Releasing;

public sealed class ReleaseSelectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RunOptions Options => new() { Repository = Repository.PathOf(), Layout = new WorkLayout(_folder.Path) };

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task The_newest_archive_of_each_distro_is_taken_when_its_mail_test_passed()
    {
        await AddAsync("debian-13", "old", day: 1, Verdict.Passed);
        await AddAsync("debian-13", "new", day: 2, Verdict.Passed);
        await AddAsync("ubuntu-22", "only", day: 1, Verdict.Passed);
        var selected = await ReleaseSelection.SelectAsync(Options, Cancellation);
        Assert.Equal(["debian-13 new", "ubuntu-22 only"], selected.Select(manifest => $"{manifest.Distro} {manifest.Inputs["medium"]}"));
        Assert.Single(await ReleaseSelection.SelectAsync(Options with { Distros = ["ubuntu-22"] }, Cancellation));
    }

    [Theory(Timeout = 30_000)]
    [InlineData(null, true, "no mail test is on record")]
    [InlineData(Verdict.Failed, true, "did not pass: the summary")]
    [InlineData(Verdict.Error, true, "did not pass: the summary")]
    [InlineData(Verdict.Passed, false, "asked only some of the checks")]
    public async Task An_archive_that_was_not_proven_whole_is_refused_unless_asked_for(Verdict? verdict, bool isWhole, string words)
    {
        await AddAsync("debian-13", "x", day: 1, verdict, isWhole);
        var error = await Assert.ThrowsAsync<RunOptionsException>(() => ReleaseSelection.SelectAsync(Options, Cancellation));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Single(
            await ReleaseSelection.SelectAsync(Options with { Release = new ReleaseOptions { AllowsUntested = true } }, Cancellation)
        );
    }

    [Fact(Timeout = 30_000)]
    public async Task A_distro_without_an_archive_is_named()
    {
        Assert.Contains(
            "there is no archive",
            (await Assert.ThrowsAsync<RunOptionsException>(() => ReleaseSelection.SelectAsync(Options, Cancellation))).Message,
            StringComparison.Ordinal
        );
        await AddAsync("debian-13", "x", day: 1, Verdict.Passed);
        var error = await Assert.ThrowsAsync<RunOptionsException>(() =>
            ReleaseSelection.SelectAsync(Options with { Distros = ["debian-13", "debian-12"] }, Cancellation)
        );
        Assert.Equal("not released: debian-12: there is no archive of it", error.Message);
    }

    private async Task AddAsync(string distro, string medium, int day, Verdict? verdict, bool isWhole = true)
    {
        var key = new InputKey(new Dictionary<string, string> { ["medium"] = medium });
        await new ArchiveStore(Options.Layout.Archive).AddAsync(
            new ArchiveManifest
            {
                Distro = distro,
                Key = key.Value,
                Inputs = key.Inputs,
                DiskFile = $"{distro}-{key.Value}.qcow2",
                DiskSha256 = Digest.OfText("disk"),
                DiskBytes = 4,
                SshKeyFile = "key",
                User = "mailtest",
                Installed = DateTimeOffset.UnixEpoch.AddDays(day),
                InstallSeconds = 1,
                Accelerator = "tcg",
                Trust = "Signed",
                OsName = distro,
                Packages = ["bash 5.2"],
                MailTest = verdict is { } known
                    ? new ArchiveMailTest
                    {
                        Tested = DateTimeOffset.UnixEpoch,
                        Verdict = known,
                        Summary = "the summary",
                        IsWhole = isWhole,
                    }
                    : null,
            },
            Cancellation
        );
    }
}
