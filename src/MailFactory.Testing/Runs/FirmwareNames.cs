namespace MailFactory.Testing.Runs;

/// <summary>What firmware is called on the command line and in the manifests of archives.</summary>
internal static class FirmwareNames
{
    /// <summary>The key under which the inputs of an install have it.</summary>
    public const string Key = "firmware";

    /// <summary>The name.</summary>
    public static string Of(FirmwareKind kind) => kind == FirmwareKind.Uefi ? "uefi" : "bios";

    /// <summary>The firmware among the inputs of an install, another where they do not tell.</summary>
    public static FirmwareKind In(IReadOnlyDictionary<string, string> inputs, FirmwareKind otherwise)
    {
        if (!inputs.TryGetValue(Key, out var name))
        {
            return otherwise;
        }

        return name == Of(FirmwareKind.Uefi) ? FirmwareKind.Uefi : FirmwareKind.Bios;
    }
}
