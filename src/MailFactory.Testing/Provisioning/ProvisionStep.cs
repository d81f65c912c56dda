using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Provisioning;

/// <summary>A step of provisioning: a script of the bundle.</summary>
/// <param name="Name">The script without its ending.</param>
/// <param name="Says">What it does, for people.</param>
/// <param name="Timeout">How long it may take on a machine of normal speed.</param>
internal sealed record ProvisionStep(string Name, string Says, TimeSpan Timeout)
{
    /// <summary>The optional part that it is about; null when it is about what every server has.</summary>
    public MailPart? Part { get; init; }

    /// <summary>How long a part may take from its start until it answers: rspamd compiles its patterns when it starts first.</summary>
    public static TimeSpan Settling { get; } = TimeSpan.FromMinutes(5);

    /// <summary>The step that gives the accounts their passwords.</summary>
    public static ProvisionStep Accounts { get; } = new("accounts", "creating accounts", TimeSpan.FromMinutes(1));

    /// <summary>All steps in the order that works.</summary>
    public static IReadOnlyList<ProvisionStep> All { get; } =
    [
        new("packages", "installing packages", TimeSpan.FromMinutes(15)),
        new("identity", "naming the machine", TimeSpan.FromSeconds(30)),
        new("certificate", "installing the certificate", TimeSpan.FromSeconds(30)),
        Accounts,
        new("postfix", "configuring Postfix", TimeSpan.FromMinutes(1)),
        new("dovecot", "configuring Dovecot", TimeSpan.FromSeconds(30)),
        new("spam", "setting up the spam filter", TimeSpan.FromMinutes(3)) { Part = MailPart.Spam },
        new("virus", "setting up the virus scanner and fetching its signatures", TimeSpan.FromMinutes(15)) { Part = MailPart.Virus },
        new("foreign-sink", "setting up the foreign host", TimeSpan.FromSeconds(30)),
        new("start", "starting the services", TimeSpan.FromMinutes(2) + (2 * Settling)),
        new("verify", "verifying the configuration", TimeSpan.FromMinutes(1)),
    ];
}
