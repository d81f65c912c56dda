using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu.Devices;

namespace MailFactory.Testing.Qemu;

/// <summary>Where a host keeps its UEFI firmware: the code and the empty variables that belong to it.</summary>
/// <param name="CodePath">The code.</param>
/// <param name="TemplatePath">The empty variables.</param>
internal sealed record FirmwareFiles(string CodePath, string TemplatePath)
{
    /// <summary>The places where distributions put OVMF's 4 MiB build, and then the older 2 MiB one.</summary>
    public static IReadOnlyList<FirmwareFiles> Known { get; } =
    [
        new("/usr/share/OVMF/OVMF_CODE_4M.fd", "/usr/share/OVMF/OVMF_VARS_4M.fd"),
        new("/usr/share/OVMF/OVMF_CODE.fd", "/usr/share/OVMF/OVMF_VARS.fd"),
        new("/usr/share/edk2/ovmf/OVMF_CODE.fd", "/usr/share/edk2/ovmf/OVMF_VARS.fd"),
        new("/usr/share/qemu/ovmf-x86_64-4m-code.bin", "/usr/share/qemu/ovmf-x86_64-4m-vars.bin"),
    ];

    /// <summary>The first pair that is there whole; throws <see cref="MachineException"/> naming the places when none is.</summary>
    public static FirmwareFiles Find(IReadOnlyList<FirmwareFiles> places) =>
        places.FirstOrDefault(files => File.Exists(files.CodePath) && File.Exists(files.TemplatePath))
        ?? throw new MachineException(
            "no UEFI firmware on this host; install ovmf (edk2-ovmf, qemu-ovmf-x86_64), looked for "
                + $"{string.Join(", ", places.Select(files => files.CodePath))}"
        );

    /// <summary>Gives a machine empty variables of its own at the path, replacing what is there, and returns its firmware.</summary>
    public async Task<Firmware> CreateVariablesAsync(string path, CancellationToken cancellationToken)
    {
        var convert = ToolCommand.Create("qemu-img", "convert", "-q", "-f", "raw", "-O", "qcow2", TemplatePath, path);
        (await ToolRunner.RunAsync(convert, cancellationToken).ConfigureAwait(false)).EnsureSuccess();
        return new Firmware(CodePath, path);
    }
}
