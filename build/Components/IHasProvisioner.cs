using MailFactory.Testing.Pipeline;
using Nuke.Common;
using Nuke.Common.IO;

/// <summary>What makes a mail server of a machine.</summary>
interface IHasProvisioner : INukeBuild
{
    [Parameter("What makes the mail server: packages (the distro's own) or mail-factory (the real Mail Server Factory) - Default is 'packages'",
        ValueProviderType = typeof(IHasProvisioner), ValueProviderMember = nameof(Provisioners))]
    string Provisioner => TryGetValue(() => Provisioner) ?? "packages";

    [Parameter("The checkout of Mail Server Factory - Default is that of mail_factory in PATH")]
    AbsolutePath? MailFactoryHome => TryGetValue(() => MailFactoryHome);

    [Parameter("The jar of Mail Server Factory - Default is Application.jar where its launcher looks for it")]
    AbsolutePath? MailFactoryJar => TryGetValue(() => MailFactoryJar);

    [Parameter("The Docker account that Mail Server Factory logs in with")]
    string? DockerAccount => TryGetValue(() => DockerAccount);

    [Parameter("The password or access token of that account; DOCKER_PASSWORD in the environment shows it to nobody")]
    [Secret]
    string? DockerPassword => TryGetValue(() => DockerPassword);

    IEnumerable<string> Provisioners => OfferedValues.Provisioners;
}
