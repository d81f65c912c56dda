using MailFactory.Testing.Options;
using Nuke.Common;
using Nuke.Common.IO;

/// <summary>A mail server that somebody runs, tested without a machine.</summary>
interface IHasServer : INukeBuild
{
    [Parameter("The name or address of a mail server that runs already, to be tested instead of one on a machine of this build")]
    string? Server => TryGetValue(() => Server);

    [Parameter("The file with test accounts of --server: mail is sent to them only; Examples/servers shows one")]
    AbsolutePath? Accounts => TryGetValue(() => Accounts);

    [Parameter("The certificate authority of --server in a PEM file - Default is those that this host trusts")]
    AbsolutePath? Ca => TryGetValue(() => Ca);

    [Parameter(
        "What --server promises: any (the standards only), packages or mail-factory (what these provisioners set up) - Default is 'any'",
        ValueProviderType = typeof(IHasServer),
        ValueProviderMember = nameof(ServerProfileNames)
    )]
    string? ServerProfile => TryGetValue(() => ServerProfile);

    [Parameter(
        "Services of --server, such as smtp,submission=2587,993 - Default is those of the profile; for 'any', those that answer",
        ValueProviderType = typeof(IHasServer),
        ValueProviderMember = nameof(MailServiceNames)
    )]
    string[] Ports => TryGetValue(() => Ports) ?? [];

    [Parameter("A domain that --server does not serve, used as the sender's domain of mail from outside - Default is 'example.net'")]
    string? OutsideDomain => TryGetValue(() => OutsideDomain);

    [Parameter("A shell on --server as user@host or user@host:port, for the checks that look inside; it needs --ssh-key")]
    string? Ssh => TryGetValue(() => Ssh);

    IEnumerable<string> ServerProfileNames => OfferedValues.ServerProfiles;

    IEnumerable<string> MailServiceNames => OfferedValues.MailServices;

    /// <summary>Tests the server, prints and writes the report.</summary>
    Task TestServerAsync();
}
