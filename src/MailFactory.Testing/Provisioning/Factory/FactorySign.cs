using System.Text.RegularExpressions;

namespace MailFactory.Testing.Provisioning.Factory;

/// <summary>A text in Mail Server Factory's console that means something.</summary>
/// <param name="Pattern">What the text of a line looks like.</param>
/// <param name="Kind">The failure that it tells of; <see cref="FactoryFailureKind.None"/> when the stage decides which it is.</param>
/// <param name="Until">The last stage in which it means that.</param>
internal sealed record FactorySign(Regex Pattern, FactoryFailureKind Kind, FactoryStage Until = FactoryStage.Finished)
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(1);

    /// <summary>Messages that begin a stage.</summary>
    public static IReadOnlyList<(string Text, FactoryStage Stage)> Stages { get; } =
    [
        ("Host operating system:", FactoryStage.Connected),
        ("Package installer has been initialized", FactoryStage.PackageInstaller),
        ("Core Utils", FactoryStage.CoreUtils),
        ("Server factory initialized", FactoryStage.Initialized),
        ("Server factory started", FactoryStage.Software),
        ("Docker has been initialized", FactoryStage.Containers),
        ("We are about to create email accounts", FactoryStage.Accounts),
        ("Server factory finished in:", FactoryStage.Finished),
    ];

    /// <summary>Messages of failure, the most telling first: the last ones only say that there was one.</summary>
    public static IReadOnlyList<FactorySign> Failures { get; } =
    [
        Of(@"No installation steps for '.*' platform", FactoryFailureKind.UnsupportedPlatform),
        Of(@"No package manager has been initialized", FactoryFailureKind.UnsupportedPlatform),
        Of(@"Definition not found", FactoryFailureKind.Definition),
        Of(@"Configuration file does not exist", FactoryFailureKind.Definition),
        Of(@"Invalid IP address", FactoryFailureKind.Definition),
        Of(@"Reboot timeout exceeded", FactoryFailureKind.RebootTrap),
        Of(@"Hello retries exceeded", FactoryFailureKind.RebootTrap),
        Of(@"Initialization failure", FactoryFailureKind.None),
        Of(@"Termination failure", FactoryFailureKind.Termination),
        Of(@"Fatal exception", FactoryFailureKind.None),
        Of(@"Runtime error", FactoryFailureKind.None),
    ];

    /// <summary>Messages of others that prove the host, the network or the account to be in the way.</summary>
    public static IReadOnlyList<FactorySign> HostTroubles { get; } =
    [
        Of(@"toomanyrequests", FactoryFailureKind.None),
        Of(
            @"unauthorized: (?:incorrect username or password|authentication required)|Error response from daemon: .*unauthorized",
            FactoryFailureKind.None
        ),
        Of(@"No space left on device", FactoryFailureKind.None),
        Of(
            @"Unable to access jarfile|Invalid or corrupt jarfile|no main manifest attribute|UnsupportedClassVersionError|java\.lang\.OutOfMemoryError",
            FactoryFailureKind.None
        ),
        Of(
            @"ssh: connect to host|kex_exchange_identification|Host key verification failed|Permission denied \(|Connection (?:refused|timed out|closed by)",
            FactoryFailureKind.None
        ) with
        {
            Until = FactoryStage.Connecting,
        },
    ];

    private static FactorySign Of(string pattern, FactoryFailureKind kind) =>
        new(new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase, _limit), kind);
}
