using MailFactory.Testing.Options;
using Nuke.Common;
using Nuke.Common.IO;

/// <summary>What makes a mail server of a machine.</summary>
interface IHasProvisioner : INukeBuild
{
    [Parameter(
        "What sets up the mail server: packages (Postfix and Dovecot from the distro) or mail-factory (the real Mail Server "
            + "Factory) - Default is 'packages'",
        ValueProviderType = typeof(IHasProvisioner),
        ValueProviderMember = nameof(Provisioners)
    )]
    string Provisioner => TryGetValue(() => Provisioner) ?? "packages";

    [Parameter(
        "Optional parts of a mail server set up from packages: sieve, quota, spam, virus, all or none; what a distro does not offer is "
            + "reported and not tested - Default is 'none'",
        ValueProviderType = typeof(IHasProvisioner),
        ValueProviderMember = nameof(OfferedParts)
    )]
    string[] Parts => TryGetValue(() => Parts) ?? [];

    [Parameter("The checkout of Mail Server Factory - Default is the one that mail_factory in PATH belongs to")]
    AbsolutePath? MailFactoryHome => TryGetValue(() => MailFactoryHome);

    [Parameter("The jar of Mail Server Factory - Default is Application.jar in the places where its launcher looks")]
    AbsolutePath? MailFactoryJar => TryGetValue(() => MailFactoryJar);

    [Parameter("The Docker account that Mail Server Factory logs in with")]
    string? DockerAccount => TryGetValue(() => DockerAccount);

    [Parameter("The password or access token of that account; better given as DOCKER_PASSWORD in the environment, where nobody sees it")]
    [Secret]
    string? DockerPassword => TryGetValue(() => DockerPassword);

    IEnumerable<string> Provisioners => OfferedValues.Provisioners;

    IEnumerable<string> OfferedParts => OfferedValues.Parts;
}
