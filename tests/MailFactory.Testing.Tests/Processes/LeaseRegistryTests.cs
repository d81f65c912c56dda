using System.Runtime.Versioning;
using System.Text.Json;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Tests.Processes;

[UnsupportedOSPlatform("windows")]
public sealed class LeaseRegistryTests : IDisposable
{
    private static readonly ProcessIdentity _deadOwner = new(ProcessIdentity.Current.Pid, "another-boot/1");

    private readonly TemporaryFolder _folder = new();

    private LeaseRegistry Leases => new(_folder.Path, TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task What_a_killed_run_left_running_is_ended_and_its_lease_removed()
    {
        await using var child = await StartAsync();
        await RewriteAsync(lease => lease with { Owner = _deadOwner });

        var reaped = Assert.Single(await Leases.ReapAsync(TestContext.Current.CancellationToken));

        Assert.Equal(ReapOutcome.Ended, reaped.Outcome);
        Assert.False(child.Identity.IsRunning);
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.json"));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_stranger_that_got_the_same_pid_is_spared()
    {
        await using var child = await StartAsync();
        await RewriteAsync(lease =>
            lease with
            {
                Owner = _deadOwner,
                Process = lease.Process with { Started = lease.Process.Started + "1" },
            }
        );

        var reaped = Assert.Single(await Leases.ReapAsync(TestContext.Current.CancellationToken));

        Assert.Equal(ReapOutcome.AlreadyGone, reaped.Outcome);
        Assert.True(child.Identity.IsRunning);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_forged_lease_does_not_end_a_strangers_process()
    {
        await using var child = await StartAsync();
        using var stranger = System.Diagnostics.Process.Start("sleep", ["60"]);
        try
        {
            var process = ProcessIdentity.Of(stranger.Id)!;
            await RewriteAsync(lease => lease with { Owner = _deadOwner, Process = process });

            var reaped = Assert.Single(await Leases.ReapAsync(TestContext.Current.CancellationToken));

            Assert.Equal(ReapOutcome.NotOurs, reaped.Outcome);
            Assert.True(process.IsRunning);
            Assert.Empty(Directory.GetFiles(_folder.Path, "*.json"));
        }
        finally
        {
            stranger.Kill();
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task A_lease_under_another_name_than_its_own_is_none()
    {
        await using var child = await StartAsync();
        var file = Assert.Single(Directory.GetFiles(_folder.Path, "*.json"));
        File.Move(file, _folder.PathOf("other.json"));
        Assert.Empty(await Leases.ListAsync(TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 30_000)]
    public async Task The_folder_of_leases_is_closed_to_others()
    {
        File.SetUnixFileMode(_folder.Path, (UnixFileMode)0x1ff);
        await using var child = await StartAsync();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.Path));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_process_whose_run_is_alive_is_left_alone()
    {
        await using var child = await StartAsync();

        var reaped = Assert.Single(await Leases.ReapAsync(TestContext.Current.CancellationToken));

        Assert.Equal(ReapOutcome.StillOwned, reaped.Outcome);
        Assert.True(child.Identity.IsRunning);
        Assert.True(File.Exists(reaped.File));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_file_that_is_no_lease_is_removed()
    {
        await File.WriteAllTextAsync(_folder.PathOf("half.json"), "{ \"Name\": ", TestContext.Current.CancellationToken);

        var reaped = Assert.Single(await Leases.ReapAsync(TestContext.Current.CancellationToken));

        Assert.Equal(ReapOutcome.Unreadable, reaped.Outcome);
        Assert.False(File.Exists(reaped.File));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_scratch_folder_goes_with_its_lease_but_no_other_folder_does()
    {
        var scratch = Directory.CreateTempSubdirectory(LeaseRegistry.ScratchPrefix).FullName;
        var precious = Directory.CreateDirectory(_folder.PathOf("precious")).FullName;
        foreach (var named in (string[])[scratch, precious])
        {
            await using var child = await StartAsync();
            await RewriteAsync(lease => lease with { Owner = _deadOwner, ScratchFolder = named });
            await Leases.ReapAsync(TestContext.Current.CancellationToken);
        }

        Assert.False(Directory.Exists(scratch));
        Assert.True(Directory.Exists(precious));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("", nameof(ProcessKind.Machine))]
    [InlineData("\"Kind\":\"Machine\",", nameof(ProcessKind.Machine))]
    [InlineData("\"Kind\":\"PackageCache\",", nameof(ProcessKind.PackageCache))]
    public async Task A_lease_says_what_its_process_is_and_one_from_before_there_were_kinds_is_read_as_a_machines(
        string kind,
        string expected
    )
    {
        var process = """{"Pid":1,"Started":"boot/1"}""";
        await File.WriteAllTextAsync(
            _folder.PathOf("0a.json"),
            $$"""{"Name":"test",{{kind}}"Process":{{process}},"Owner":{{process}},"Nonce":"0a","Command":"sleep","Taken":"2026-01-02T03:04:05Z"}""",
            TestContext.Current.CancellationToken
        );

        var lease = Assert.Single(await Leases.ListAsync(TestContext.Current.CancellationToken));

        Assert.Equal(expected, lease.Kind.ToString());
    }

    [Fact(Timeout = 30_000)]
    public async Task A_folder_that_does_not_exist_yet_holds_no_leases() =>
        Assert.Empty(await new LeaseRegistry(_folder.PathOf("none"), TimeProvider.System).ReapAsync(TestContext.Current.CancellationToken));

    private Task<ChildProcess> StartAsync() =>
        ChildProcess.StartAsync(
            ToolCommand.Create("sleep", "60"),
            "test",
            ProcessKind.Machine,
            _folder.PathOf("log"),
            Leases,
            null,
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );

    private async Task RewriteAsync(Func<ProcessLease, ProcessLease> change)
    {
        var file = Assert.Single(Directory.GetFiles(_folder.Path, "*.json"));
        var lease = JsonSerializer.Deserialize<ProcessLease>(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!;
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(change(lease)), TestContext.Current.CancellationToken);
    }
}
