using System.Text.Json;
using System.Xml.Linq;
using MailFactory.Testing.Archives;
using MailFactory.Testing.Commands.Planning;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Machines;
using MailFactory.Testing.Options;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling;
using MailFactory.Testing.Scheduling.Durations;
using Microsoft.Extensions.Time.Testing;

namespace MailFactory.Testing.Tests.Commands.Planning;

public sealed class MatrixPlanTests : IDisposable
{
    private const int Limit = 60_000;
    private static readonly IReadOnlyList<Stage> _all = Enum.GetValues<Stage>();
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 4, 10, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RunOptions Options =>
        new()
        {
            Repository = Repository.Root,
            Layout = new WorkLayout(_folder.Path),
            Distros = ["debian-13", "fedora-41"],
            Accelerator = AcceleratorKind.Kvm,
            HostMemoryMiB = 5000,
            HostCpus = 4,
        };

    [Fact(Timeout = Limit)]
    public async Task The_text_has_the_waves_the_peaks_the_bound_and_the_end()
    {
        await LearnAsync(10);
        var text = await RenderAsync("text");
        Assert.StartsWith("Matrix plan: 2 distros, expected end 10:33 (33 min)\n", text, StringComparison.Ordinal);
        Assert.Contains("  Accelerator  KVM, asked for\n", text, StringComparison.Ordinal);
        Assert.Contains("  Host         5000 MiB, 4 CPUs", text, StringComparison.Ordinal);
        Assert.Matches(@"  Peak         \d+ MiB, \d CPUs, \d+ GiB of disk, 1 machine\n", text);
        Assert.Contains("  Lower bound  ", text, StringComparison.Ordinal);
        Assert.Contains("  Durations    12 of 12 learned on this host", text, StringComparison.Ordinal);
        Assert.Contains(
            "  Wave 1       3 min to 13 min: debian-13\n  Wave 2       13 min to 23 min: fedora-41\n",
            text,
            StringComparison.Ordinal
        );
        Assert.Matches(@"\n  fedora-41 \|[DVC]+\.*I+A*\.*M+ *\|\n", text);
    }

    [Fact(Timeout = Limit)]
    public async Task Distros_past_their_vendors_support_are_noted_from_the_day_after_its_end()
    {
        Assert.Contains(
            "\n  Note: the vendor's support has ended for fedora-41 (2025-12-15)\n",
            await RenderAsync("text"),
            StringComparison.Ordinal
        );
        _time.SetUtcNow(new DateTimeOffset(2030, 7, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Contains("ended for debian-13 (2030-06-30), fedora-41 (2025-12-15)\n", await RenderAsync("text"), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Learned_durations_move_the_end()
    {
        await LearnAsync(40);
        Assert.Contains("expected end 11:33 (1 h 33 min)", await RenderAsync("text"), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task What_was_never_measured_is_named()
    {
        var history = DurationHistory.Empty.With("debian-13", Stage.Install, AcceleratorKind.Kvm, TimeSpan.FromMinutes(60));
        await history.SaveAsync(Path.Combine(Options.Layout.Logs, DurationHistory.FileName), Cancellation);
        Assert.Contains(
            "  Durations    1 of 12 learned on this host, the others are defaults\n",
            await RenderAsync("text"),
            StringComparison.Ordinal
        );
    }

    [Fact(Timeout = Limit)]
    public async Task An_end_on_another_day_has_its_date()
    {
        await LearnAsync(10);
        _time.Advance(TimeSpan.FromHours(13.8));
        Assert.Contains("expected end 2026-05-05 00:21 (33 min)", await RenderAsync("text"), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Json_is_one_document_with_every_item()
    {
        using var document = JsonDocument.Parse(await RenderAsync("json"));
        var root = document.RootElement;
        Assert.Equal("kvm", root.GetProperty("accelerator").GetString());
        Assert.Equal(2, root.GetProperty("waves").GetArrayLength());
        Assert.True(root.GetProperty("lowerBoundSeconds").GetDouble() <= root.GetProperty("makespanSeconds").GetDouble());
        Assert.True(
            root.GetProperty("peak").GetProperty("memoryMiB").GetInt32() <= root.GetProperty("host").GetProperty("memoryMiB").GetInt32()
        );
        var distro = root.GetProperty("distros")[0];
        Assert.Equal("debian-13", distro.GetProperty("id").GetString());
        Assert.Equal(
            ["download", "verify", "create", "install", "archive", "mailTest"],
            distro.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("stage").GetString())
        );
    }

    [Fact(Timeout = Limit)]
    public async Task The_fragment_is_well_formed_with_a_bar_for_every_item()
    {
        var fragment = XElement.Parse($"<section>{await RenderAsync("html")}</section>");
        Assert.Equal(
            12,
            fragment.Descendants("g").Count(group => group.Attribute("class")?.Value.StartsWith("bar ", StringComparison.Ordinal) == true)
        );
        Assert.Equal(2, fragment.Descendants("ol").Single().Elements("li").Count());
        Assert.Equal(
            ["debian-13", "fedora-41"],
            fragment.Descendants("tbody").Single().Elements("tr").Select(row => row.Element("th")!.Value)
        );
        Assert.DoesNotContain("http", fragment.ToString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task An_archive_of_the_same_inputs_stands_in_for_the_install()
    {
        await ArchiveAsync(Options);
        var text = await RenderAsync("text");
        Assert.Contains(
            "  Reused       debian-13 of 2026-05-01 08:30 UTC; unless the medium or QEMU has changed\n",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("  0 of 10 learned", text.Replace("Durations    ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task An_archive_of_other_inputs_does_not()
    {
        await ArchiveAsync(Options with { MemoryMiB = 1024 });
        Assert.Contains("  Reused       no archive fits\n", await RenderAsync("text"), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_fresh_run_reuses_nothing()
    {
        await ArchiveAsync(Options);
        var text = await MatrixPlanView.RenderAsync(Options with { Fresh = true }, _all, "text", _time, Cancellation);
        Assert.Contains("  Reused       no archive fits\n", text, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Without_matrix_stages_there_is_nothing_to_show_but_options_are_checked()
    {
        Assert.Empty(await MatrixPlanView.RenderAsync(Options, [], "text", _time, Cancellation));
        await Assert.ThrowsAsync<RunOptionsException>(() =>
            MatrixPlanView.RenderAsync(Options with { Distros = ["nope"] }, [], "text", _time, Cancellation)
        );
    }

    [Fact(Timeout = Limit)]
    public async Task A_distro_that_can_never_fit_is_an_error_with_its_numbers()
    {
        var error = await Assert.ThrowsAsync<ScheduleException>(() =>
            MatrixPlanView.RenderAsync(Options with { MemoryMiB = 9000 }, _all, "text", _time, Cancellation)
        );
        Assert.Contains("9128", error.Message, StringComparison.Ordinal);
        Assert.Contains("5000", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Every stage was measured: installs as said, mail tests at 5 minutes, the others at 1.</summary>
    private async Task LearnAsync(int installMinutes)
    {
        var history = (from distro in Options.Distros from stage in _all select (distro, stage)).Aggregate(
            DurationHistory.Empty,
            (known, item) =>
                known.With(
                    item.distro,
                    item.stage,
                    AcceleratorKind.Kvm,
                    TimeSpan.FromMinutes(
                        item.stage switch
                        {
                            Stage.Install => installMinutes,
                            Stage.MailTest => 5,
                            _ => 1,
                        }
                    )
                )
        );
        await history.SaveAsync(Path.Combine(Options.Layout.Logs, DurationHistory.FileName), Cancellation);
    }

    private Task<string> RenderAsync(string format) => MatrixPlanView.RenderAsync(Options, _all, format, _time, Cancellation);

    /// <summary>Puts a manifest with a disk of its size into the archive, as if debian-13 had been installed under these options.</summary>
    private static async Task ArchiveAsync(RunOptions options)
    {
        var distro = DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json")).Select(["debian-13"])[0];
        var inputs = await InstallKey.KnownInputsAsync(distro, RunOptionsCheck.Catalog(options).FamilyOf(distro), options, Cancellation);
        var key = new InputKey(new Dictionary<string, string>(inputs) { ["medium"] = "m", ["qemu"] = "q" });
        var store = new ArchiveStore(options.Layout.Archive);
        var disk = store.DiskPath(distro.Id, key);
        Directory.CreateDirectory(options.Layout.Archive);
        await File.WriteAllTextAsync(disk, "disk", Cancellation);
        await File.WriteAllTextAsync(store.PathOf("key"), "key", Cancellation);
        await store.AddAsync(
            new ArchiveManifest
            {
                Distro = distro.Id,
                Key = key.Value,
                Inputs = key.Inputs,
                DiskFile = Path.GetFileName(disk),
                DiskSha256 = "unused",
                DiskBytes = 4,
                SshKeyFile = "key",
                User = "u",
                Installed = new DateTimeOffset(2026, 5, 1, 8, 30, 0, TimeSpan.Zero),
                InstallSeconds = 1,
                Accelerator = "kvm",
                Trust = "Pinned",
                OsName = "Debian",
                Packages = [],
            },
            Cancellation
        );
    }
}
