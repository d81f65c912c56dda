using System.Text.Json;
using MailFactory.Testing.Archives;
using MailFactory.Testing.Files;
using MailFactory.Testing.Machines.Warm;
using MailFactory.Testing.Runs;
using Microsoft.Extensions.Time.Testing;

namespace MailFactory.Testing.Tests.Machines.Warm;

/// <summary>What the store makes of the files that it finds; that a machine really goes on is for the tests with QEMU.</summary>
public sealed class StateStoreTests : IDisposable
{
    private static readonly DateTimeOffset _now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly InputKey _key = new(new Dictionary<string, string> { ["QEMU"] = "7.2", ["machine"] = "q35" });

    private readonly TemporaryFolder _folder = new();

    public StateStoreTests() => OwnFolder.CreatePrivate(Folder);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Folder => _folder.PathOf("warm");

    private StateStore Store => new(Folder, new FakeTimeProvider(_now));

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 30_000)]
    public void A_state_of_the_same_inputs_is_found_and_says_what_it_is()
    {
        Write(State());
        var lookup = Find();
        Assert.Equal("the machine as it had booted on 2026-05-01 at 11:00 UTC", lookup.Reason);
        Assert.Equal(State().HostKey, lookup.State!.HostKey);
        Assert.True(Find(StatePoint.Provisioned).IsExpected);
        Assert.True(new StateStore(_folder.PathOf("nowhere"), TimeProvider.System).Find("debian-13", StatePoint.Booted, _key).IsExpected);
    }

    [Fact(Timeout = 30_000)]
    public void What_is_other_than_it_was_is_named()
    {
        Write(State());
        var other = new InputKey(new Dictionary<string, string>(_key.Inputs) { ["QEMU"] = "10.0" });
        var lookup = Store.Find("debian-13", StatePoint.Booted, other);
        Assert.Null(lookup.State);
        Assert.Equal("changed since it was saved: QEMU", lookup.Reason);
        Assert.False(lookup.IsExpected);
    }

    [Theory(Timeout = 30_000)]
    [InlineData(".memory", "has 3 bytes where 4 were saved")]
    [InlineData(".qcow2", "has 3 bytes where 4 were saved")]
    public void A_truncated_file_is_found(string extension, string reason)
    {
        Write(State());
        File.WriteAllText(PathOf(extension), "abc");
        Assert.Null(Find().State);
        Assert.Contains(reason, Find().Reason, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public void A_missing_file_and_a_link_are_found()
    {
        Write(State());
        File.Delete(PathOf(".memory"));
        Assert.Contains("there is no ", Find().Reason, StringComparison.Ordinal);
        File.WriteAllText(_folder.PathOf("elsewhere"), "data");
        File.CreateSymbolicLink(PathOf(".memory"), _folder.PathOf("elsewhere"));
        Assert.Contains("is a link", Find().Reason, StringComparison.Ordinal);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("{")]
    [InlineData("{ \"distro\": \"debian-12\" }")]
    [InlineData("null")]
    public void A_record_that_is_none_is_told(string text)
    {
        Write(State());
        File.WriteAllText(PathOf(".json"), text);
        Assert.Null(Find().State);
        Assert.EndsWith(" is not the record of a state", Find().Reason, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public void A_folder_that_others_may_write_to_is_not_used()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no modes");
        Write(State());
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Folder, File.GetUnixFileMode(Folder) | UnixFileMode.OtherWrite);
        }

        Assert.Equal($"{Folder} is not a folder of this user alone", Find().Reason);
    }

    [Fact(Timeout = 30_000)]
    public void A_folder_that_is_a_link_to_another_is_not_used()
    {
        Write(State());
        Directory.Move(Folder, _folder.PathOf("other"));
        Directory.CreateSymbolicLink(Folder, _folder.PathOf("other"));
        Assert.Equal($"{Folder} is not a folder of this user alone", Find().Reason);
    }

    [Fact(Timeout = 30_000)]
    public void A_mail_server_of_last_night_is_too_old_and_a_machine_that_has_only_booted_is_not()
    {
        var old = _now - TimeSpan.FromHours(23);
        Write(State() with { Saved = old });
        Write(State() with { Saved = old, Point = StatePoint.Provisioned });
        Assert.NotNull(Find().State);
        Assert.Equal("its mail server was set up 23 hours ago, and packages may be newer by now", Find(StatePoint.Provisioned).Reason);
        Write(State() with { Saved = _now.AddDays(1) });
        Assert.Equal("it was saved on 2026-05-02 12:00 UTC, which is in the future", Find().Reason);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_disk_of_the_right_length_and_another_content_is_not_copied()
    {
        var state = State();
        Write(state);
        await Store.CopyDiskAsync(state, _folder.PathOf("copy"), Cancellation);
        Assert.Equal("disk", await File.ReadAllTextAsync(_folder.PathOf("copy"), Cancellation));

        await File.WriteAllTextAsync(PathOf(".qcow2"), "Disk", Cancellation);
        var error = await Assert.ThrowsAsync<IOException>(() => Store.CopyDiskAsync(state, _folder.PathOf("copy"), Cancellation));
        Assert.Contains("is damaged: its digest", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.PathOf("copy")));
    }

    [Fact(Timeout = 30_000)]
    public async Task The_verifier_finds_nothing_in_what_is_sound_and_names_each_damage()
    {
        var verifier = new StateVerifier(Folder);
        Assert.Empty(await new StateVerifier(_folder.PathOf("nowhere")).VerifyAsync(Cancellation));
        Write(State());
        Assert.Empty(await verifier.VerifyAsync(Cancellation));

        await File.WriteAllTextAsync(PathOf(".qcow2"), "Disk", Cancellation);
        File.Delete(PathOf(".memory"));
        await File.WriteAllTextAsync(Path.Combine(Folder, "stranger"), string.Empty, Cancellation);
        var findings = await verifier.VerifyAsync(Cancellation);
        Assert.Equal([ArchiveFault.Missing, ArchiveFault.Corrupted, ArchiveFault.Foreign], findings.Select(finding => finding.Fault));
    }

    [Fact(Timeout = 30_000)]
    public void A_state_goes_with_all_its_files()
    {
        Write(State());
        Store.Remove(State());
        Assert.Empty(Directory.EnumerateFiles(Folder));
    }

    private static SavedState State() =>
        new()
        {
            Distro = "debian-13",
            Point = StatePoint.Booted,
            Key = _key.Value,
            Inputs = _key.Inputs,
            HostKey = "ssh-ed25519 AAAA",
            Network = "address",
            Saved = _now.AddHours(-1),
            Seconds = 68,
            Memory = new StateFile(4, Digest.OfText("data")),
            Disk = new StateFile(4, Digest.OfText("disk")),
        };

    private StateLookup Find(StatePoint point = StatePoint.Booted) => Store.Find("debian-13", point, _key);

    private string PathOf(string extension) => Path.Combine(Folder, $"debian-13-booted-{_key.Value}{extension}");

    private void Write(SavedState state)
    {
        var stem = Path.Combine(Folder, StateStore.NameOf(state));
        File.WriteAllText($"{stem}.json", JsonSerializer.Serialize(state, JsonDialect.Record));
        File.WriteAllText($"{stem}.memory", "data");
        File.WriteAllText($"{stem}.qcow2", "disk");
    }
}
