using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Accelerators;
using MailFactory.Testing.Qemu.Devices;

namespace MailFactory.Testing.IntegrationTests.Qemu;

/// <summary>A folder with all files of one test's machine; it goes with the test.</summary>
internal sealed class MachineFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mail-factory-tests-");

    public string Path => _folder.FullName;

    public LeaseRegistry Leases => new(File("pids"), TimeProvider.System);

    /// <summary>A small machine under TCG with nothing to boot: its firmware waits for ever.</summary>
    public MachineSpec Spec =>
        new()
        {
            Name = "test",
            Accelerator = Accelerator.Tcg,
            MemoryMiB = 64,
            Cpus = 1,
            Serial = new SerialPort(File("serial.log")),
            LogPath = File("qemu.log"),
        };

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public Task<Machine> StartAsync(MachineSpec spec) =>
        Machine.StartAsync(spec, Leases, TimeProvider.System, TestContext.Current.CancellationToken);

    public void Dispose() => _folder.Delete(recursive: true);
}
