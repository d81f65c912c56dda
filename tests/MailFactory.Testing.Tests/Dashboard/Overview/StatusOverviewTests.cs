using System.Text.Json;
using MailFactory.Testing.Dashboard;
using MailFactory.Testing.Dashboard.Overview;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.State;
using MailFactory.Testing.Tests.Runs.Journal;

namespace MailFactory.Testing.Tests.Dashboard.Overview;

public sealed class StatusOverviewTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("processes", true, false, false, false)]
    [InlineData("vms", false, true, false, false)]
    [InlineData("isos", false, false, true, false)]
    [InlineData("tests", false, false, false, true)]
    [InlineData("all", true, true, true, true)]
    public void Only_the_part_asked_for_is_told(string part, bool processes, bool vms, bool isos, bool tests)
    {
        var status = StatusOverview.Of(SampleMatrix.Input.Reading, SampleMatrix.Input.Processes, part);
        Assert.Equal(
            (processes, vms, isos, tests),
            (status.Processes is not null, status.Vms is not null, status.Isos is not null, status.Tests is not null)
        );
    }

    [Fact]
    public void Of_the_processes_only_machines_are_told()
    {
        var machine = SampleMatrix.Input.Processes[0];
        var others = ((ProcessKind[])[ProcessKind.PackageCache, ProcessKind.Provisioner]).Select(kind => machine with { Kind = kind });
        Assert.Equal([machine], StatusOverview.Of(SampleMatrix.Input.Reading, [.. others, machine], "vms").Vms);
    }

    [Fact]
    public void An_unknown_part_lists_those_that_there_are()
    {
        var error = Assert.Throws<UnknownNameException>(() => StatusOverview.Of(SampleMatrix.Input.Reading, [], "disks"));
        Assert.Equal("--show: 'disks' is not valid; use processes, vms, isos, tests or all", error.Message);
    }

    [Fact]
    public void As_text_each_process_has_a_line()
    {
        var text = StatusText.Of(
            StatusOverview.Of(SampleMatrix.Input.Reading, SampleMatrix.Input.Processes, "all"),
            SampleMatrix.Input.Now
        );
        Assert.Contains("vm_install_debian-13      running  20:00  base system 60%, 40 %", text, StringComparison.Ordinal);
        Assert.Contains("iso_download_rhel-9       failed   1:40   the ISO of rhel-9 needs", text, StringComparison.Ordinal);
        Assert.Contains("vm_install_debian-13  4711  2.1G  99%   640k    12.3M", text, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task As_json_it_is_one_document_with_the_checks_that_failed()
    {
        var layout = new WorkLayout(_folder.Path);
        var recorder = RunRecorder.Open(layout, TimeProvider.System, _ => { });
        foreach (var entry in SampleRun.Entries)
        {
            recorder.Record(_ => entry);
        }

        await recorder.DisposeAsync();
        var json = JsonElement.Parse(await StatusView.RenderAsync(layout, "isos", "json", Cancellation));
        Assert.Equal((2, false), (json.GetProperty("exitCode").GetInt32(), json.GetProperty("isRunning").GetBoolean()));
        Assert.Equal("IMAP-01 failed: 220 ready", json.GetProperty("isos")[1].GetProperty("checks").GetProperty("others")[0].GetString());
        Assert.Equal(1.0000001, json.GetProperty("isos")[0].GetProperty("durationSeconds").GetDouble());
    }

    [Fact(Timeout = 30_000)]
    public async Task A_work_directory_without_a_run_is_said_plainly() =>
        Assert.Equal(RunReading.NoRun, await StatusView.RenderAsync(new WorkLayout(_folder.Path), "all", "text", Cancellation));

    [Fact(Timeout = 30_000)]
    public async Task An_unknown_format_is_refused() =>
        await Assert.ThrowsAsync<UnknownNameException>(() =>
            StatusView.RenderAsync(new WorkLayout(_folder.Path), "all", "xml", Cancellation)
        );
}
