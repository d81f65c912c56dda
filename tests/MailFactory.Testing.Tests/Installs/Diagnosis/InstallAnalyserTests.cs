using System.Text;
using MailFactory.Testing.Installs.Diagnosis;
using Microsoft.Extensions.Time.Testing;

namespace MailFactory.Testing.Tests.Installs.Diagnosis;

public sealed class InstallAnalyserTests
{
    private const string Nonce = "MAILFACTORY-INSTALL-OK abc123";
    private static readonly string _install = Corpus("debian-13-netboot.serial.txt");

    [Fact]
    public void A_recorded_install_goes_through_all_phases_to_the_nonce()
    {
        var analyser = Read(Encoding.UTF8.GetBytes(_install), 4096);
        Assert.Null(analyser.Finding);
        Assert.True(analyser.IsNonceSeen);
        Assert.Equal(
            [
                "kernel",
                "installer",
                "network",
                "components",
                "partitioning",
                "base system",
                "apt",
                "software",
                "boot loader",
                "finishing",
                "power-off",
            ],
            analyser.Phases.History().Select(phase => phase.Phase)
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public void The_size_of_the_pieces_does_not_matter(int size)
    {
        var analyser = Read(Encoding.UTF8.GetBytes(_install), size);
        Assert.True(analyser.IsNonceSeen);
        Assert.Equal("power-off", analyser.Phases.Current);
    }

    [Fact]
    public void Carriage_returns_colours_and_invalid_bytes_do_not_matter()
    {
        byte[] noisy = [0xff, 0xfe, .. Encoding.UTF8.GetBytes(_install.Replace("\n", "\r\n\u001b[1;32m", StringComparison.Ordinal)), 0xc3];
        var analyser = Read(noisy, 512);
        Assert.Null(analyser.Finding);
        Assert.True(analyser.IsNonceSeen);
    }

    [Fact]
    public void Overall_progress_never_goes_back()
    {
        var analyser = Analyser(new FakeTimeProvider());
        var last = 0;
        foreach (var piece in Encoding.UTF8.GetBytes(_install).Chunk(16))
        {
            analyser.Append(piece);
            Assert.True(analyser.Phases.OverallPercent >= last);
            last = analyser.Phases.OverallPercent;
        }

        Assert.InRange(last, 95, 100);
    }

    [Fact]
    public void Another_runs_nonce_does_not_count() =>
        Assert.False(Read(Encoding.UTF8.GetBytes(_install.Replace("abc123", "other", StringComparison.Ordinal)), 512).IsNonceSeen);

    [Fact]
    public void A_recorded_failed_command_is_found_with_its_cause()
    {
        var analyser = Read(Encoding.UTF8.GetBytes(Corpus("debian-13-failed-command.serial.txt")), 64);
        Assert.Equal(InstallFailureKind.InstallerError, analyser.Finding!.Kind);
        Assert.Contains("sh /mailfactory/early.sh\" failed with exit code 1", analyser.Finding.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "Downloading a file failed:\nThe installer failed to download a file.\nPrompt: '?' for help, default=1> ",
        InstallFailureKind.InstallerError,
        "could not be downloaded"
    )]
    [InlineData(
        "!! ERROR: Logical Volume Manager not available\n[Press enter to continue] ",
        InstallFailureKind.InstallerError,
        "Logical Volume Manager"
    )]
    [InlineData("Some unheard-of question\nPrompt: '?' for help, default=1> ", InstallFailureKind.AskingHuman, "Some unheard-of question")]
    [InlineData("[    1.0] Kernel panic - not syncing: VFS: Unable to mount root fs\n", InstallFailureKind.Panic, "")]
    internal void Text_that_ends_an_install_is_found(string text, InstallFailureKind kind, string cause)
    {
        var analyser = Read(Encoding.UTF8.GetBytes(text), 5);
        Assert.Equal(kind, analyser.Finding?.Kind);
        Assert.Contains(cause, analyser.Finding!.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_panic_keeps_its_reason_however_long_the_trace_behind_it_is()
    {
        var trace = string.Concat(Enumerable.Range(0, 100).Select(number => $"[   11.7]  function_{number}+0x1/0x2\n"));
        var text =
            $"[   11.6] Kernel panic - not syncing: sysrq triggered crash\n{trace}[   11.8] ---[ end Kernel panic - not "
            + "syncing: sysrq triggered crash ]---\n";
        var analyser = Read(Encoding.UTF8.GetBytes(text), 4096);
        Assert.StartsWith(
            "the kernel panicked: [   11.6] Kernel panic - not syncing: sysrq triggered crash",
            analyser.Finding!.Cause,
            StringComparison.Ordinal
        );
    }

    private static InstallAnalyser Read(byte[] bytes, int size)
    {
        var time = new FakeTimeProvider();
        var analyser = Analyser(time);
        foreach (var piece in bytes.Chunk(size))
        {
            analyser.Append(piece);
        }

        // An error is told when its explanation had the time to come.
        time.Advance(TimeSpan.FromSeconds(10));
        analyser.Append([]);
        return analyser;
    }

    private static InstallAnalyser Analyser(TimeProvider time) => new(Rules.Of("debian-installer"), Nonce, time);

    private static string Corpus(string name) =>
        File.ReadAllText(Repository.PathOf("tests", "MailFactory.Testing.Tests", "Installs", "Corpus", name));
}
