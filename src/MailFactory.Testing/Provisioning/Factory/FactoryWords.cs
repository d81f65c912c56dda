namespace MailFactory.Testing.Provisioning.Factory;

/// <summary>How stages, classes and kinds of failure are named to people.</summary>
internal static class FactoryWords
{
    /// <summary>The stage as what is being done.</summary>
    public static string Of(FactoryStage stage) =>
        stage switch
        {
            FactoryStage.Connecting => "connecting to the machine",
            FactoryStage.Connected => "looking for the package manager",
            FactoryStage.PackageInstaller => "setting up the package manager",
            FactoryStage.CoreUtils => "installing its tools",
            FactoryStage.Initialized => "starting",
            FactoryStage.Software => "installing software",
            FactoryStage.Containers => "bringing containers up",
            FactoryStage.Accounts => "creating mail accounts",
            _ => "finishing",
        };

    /// <summary>The class in two words.</summary>
    public static string Of(FactoryOutcomeClass outcome) =>
        outcome switch
        {
            FactoryOutcomeClass.HostTrouble => "host trouble",
            FactoryOutcomeClass.FactoryFailed => "factory failed",
            FactoryOutcomeClass.ServerFailed => "server failed",
            _ => "ok",
        };

    /// <summary>The kind of failure in a few words.</summary>
    public static string Of(FactoryFailureKind kind) =>
        kind switch
        {
            FactoryFailureKind.UnsupportedPlatform => "unsupported platform",
            FactoryFailureKind.Definition => "configuration or definition",
            FactoryFailureKind.Packages => "package step",
            FactoryFailureKind.Docker => "Docker step",
            FactoryFailureKind.Stack => "container stack",
            FactoryFailureKind.Accounts => "mail accounts",
            FactoryFailureKind.RebootTrap => "reboot without end",
            FactoryFailureKind.Hang => "hang",
            FactoryFailureKind.Termination => "ending",
            _ => "other",
        };
}
