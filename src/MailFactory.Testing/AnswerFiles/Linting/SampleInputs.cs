using MailFactory.Testing.Distros;

namespace MailFactory.Testing.AnswerFiles.Linting;

/// <summary>Values to render a distro's answer files with when there is no machine: of the right form, and worth nothing.</summary>
internal static class SampleInputs
{
    /// <summary>One set of values for each way in which the distro can be installed.</summary>
    public static IEnumerable<AnswerFileInputs> Of(Family family, Distro distro)
    {
        var inputs = new AnswerFileInputs
        {
            Hostname = distro.Id,
            Domain = "dev.local",
            PasswordHash = "$6$sample$notahashofanything",
            SshPublicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIsample mailtest",
            Nonce = "MAILFACTORY-INSTALL-OK 00000000000000000000000000000000",
            EventsUrl = new Uri("http://10.0.2.2:4711/sample"),
            Release = distro.Release,
            InstallSource = distro.InstallSource,
            Repositories = distro.Repositories,
        };
        return family.AnswerFile == AnswerFileFormat.Preseed ? OfDebian(inputs, distro) : [inputs];
    }

    private static IEnumerable<AnswerFileInputs> OfDebian(AnswerFileInputs inputs, Distro distro)
    {
        var iso = new DebianInputs
        {
            Mirror = new Uri("http://deb.debian.org/debian"),
            Security = new Uri("http://deb.debian.org/debian-security/"),
            Suite = distro.Codename ?? distro.Release,
            ComponentSuite = distro.Codename ?? distro.Release,
        };
        if (distro.Iso is not null)
        {
            yield return inputs with
            {
                Debian = iso,
            };
        }

        if (distro.Netboot is { } netboot)
        {
            yield return inputs with
            {
                IsUefi = true,
                Debian = iso with
                {
                    Mirror = new Uri("https://mirror.example/debian"),
                    Security = new Uri("http://snapshot.example/archive/debian-security/20260901T000000Z/"),
                    Components = netboot.Components,
                },
            };
            yield return inputs with
            {
                Debian = iso with { Components = netboot.Components, KernelModules = ["virtio_blk", "ext4"] },
            };
        }
    }
}
