using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Accelerators;

namespace MailFactory.Build.Tests.Engines;

/// <summary>A program in QEMU's place that runs no guest: it proves the accelerator, at once or not before it is killed.</summary>
internal sealed class FakeQemu
{
    private readonly TemporaryFolder _folder;

    public FakeQemu(TemporaryFolder folder)
    {
        _folder = folder;
        Directory.CreateDirectory(Bin);
        ShellScript.Write(
            Path.Combine(Bin, MachineSpec.Program),
            $$"""
            case "$*" in *--version*) echo "QEMU emulator version 0.0.0 (fake)"; exit 0 ;; esac
            : >'{{Asked}}'
            [ ! -e '{{Hold}}' ] || exec sleep 300
            exit {{CanaryBootSector.ExitCode}}
            """
        );
    }

    /// <summary>A PATH on which it is found first.</summary>
    public string SearchPath => $"{Bin}:{Environment.GetEnvironmentVariable("PATH")}";

    /// <summary>Whether it was started yet.</summary>
    public bool IsAsked => File.Exists(Asked);

    /// <summary>From now on it does not end.</summary>
    public void HoldOn() => File.WriteAllText(Hold, string.Empty);

    private string Bin => _folder.PathOf("bin");

    private string Asked => _folder.PathOf("asked");

    private string Hold => _folder.PathOf("hold");
}
