namespace MailFactory.Testing.Qemu.Devices;

/// <summary>Boots a kernel directly, without boot loader and without typing.</summary>
internal sealed record KernelBoot : IMachineDevice
{
    /// <summary>The kernel image.</summary>
    public required string Kernel { get; init; }

    /// <summary>The initial RAM disk.</summary>
    public required string Initrd { get; init; }

    /// <summary>The kernel's command line.</summary>
    public required string CommandLine { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Arguments => ["-kernel", Kernel, "-initrd", Initrd, "-append", CommandLine];
}
