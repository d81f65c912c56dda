using MailFactory.Testing.Distros;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Options;

/// <summary>The words of the options that take one of a few.</summary>
internal static class OptionTables
{
    public static WordTable<AcceleratorKind?> Accelerator { get; } =
        new("--accelerator", [("auto", null), ("kvm", AcceleratorKind.Kvm), ("tcg", AcceleratorKind.Tcg)]);

    public static WordTable<FirmwareKind> Firmware { get; } =
        new("--firmware", [.. Enum.GetValues<FirmwareKind>().Select(kind => (FirmwareNames.Of(kind), kind))]);

    public static WordTable<bool> CachesPackages { get; } = new("--package-cache", [("auto", true), ("off", false)]);

    public static WordTable<bool> UsesMailFactory { get; } = new("--provisioner", [("packages", false), ("mail-factory", true)]);

    public static WordTable<ServerKind> Server { get; } =
        new("--server-profile", [.. Enum.GetValues<ServerKind>().Select(kind => (ServerProfile.Of(kind).Name, kind))]);

    public static WordTable<TrustLevel> LeastTrust { get; } =
        new(
            "--allow-trust",
            [
                ("signed", TrustLevel.Signed),
                ("pinned", TrustLevel.Pinned),
                ("checksum-only", TrustLevel.ChecksumOnly),
                ("none", TrustLevel.None),
            ]
        )
        {
            Comparer = StringComparer.OrdinalIgnoreCase,
        };
}
