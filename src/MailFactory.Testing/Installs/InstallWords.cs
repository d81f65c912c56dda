using MailFactory.Testing.Installs.Diagnosis;

namespace MailFactory.Testing.Installs;

/// <summary>How messages and reports name what became of an install.</summary>
internal static class InstallWords
{
    /// <summary>Why an install failed, in two or three words.</summary>
    public static string Of(InstallFailureKind kind) =>
        kind switch
        {
            InstallFailureKind.AskingHuman => "unanswered question",
            InstallFailureKind.InstallerError => "installer error",
            InstallFailureKind.Panic => "kernel panic",
            InstallFailureKind.HostStorage => "host storage failed",
            InstallFailureKind.Rebooted => "unexpected reboot",
            InstallFailureKind.Died => "QEMU ended",
            InstallFailureKind.NoNonce => "unproven end",
            InstallFailureKind.Stalled => "stalled",
            InstallFailureKind.Held => "paused",
            InstallFailureKind.Silent => "no answer from QEMU",
            InstallFailureKind.Flooded => "endless output",
            InstallFailureKind.TimedOut => "timed out",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, message: null),
        };

    /// <summary>How far an install is alive, in a word or two.</summary>
    public static string Of(Liveness liveness) =>
        liveness switch
        {
            Liveness.AskingHuman => "waiting for a person",
            _ => liveness.ToString().ToLowerInvariant(),
        };
}
