using MailFactory.Testing.Archives;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Options;

/// <summary>What the user may say about a disk of their own.</summary>
internal static class ImageOptionsCheck
{
    /// <summary>One sentence for each mistake in the command line; the file itself is looked at when a mail test needs it.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="distros">The distros asked for; empty when one of them is unknown.</param>
    public static IEnumerable<string> Mistakes(RunOptions options, IReadOnlyList<Distro> distros)
    {
        if (options.Image is not { } image)
        {
            yield break;
        }

        if (image.File.Length == 0)
        {
            yield return image.User is null
                ? "--ssh-key goes with --image or --ssh, and neither is given"
                : "--image-user goes with --image, which is not given";
            yield break;
        }

        if (options.Distros is not [not "all"])
        {
            var not = options.Distros.Count == 0 ? string.Empty : $", not {string.Join(' ', options.Distros)}";
            yield return $"--image is one disk of one distro: name it with --distro{not}";
        }

        if (image.User is { } user && !ManifestNames.IsUser(user))
        {
            yield return $"--image-user: '{user}' is not a user name";
        }

        if (image.SshKey is not null && image.User is null)
        {
            yield return "--ssh-key needs --image-user, the user whom the key lets in";
        }

        if (image.SshKey is { } key && PrivateKeyCheck.Fault(key) is { } fault)
        {
            yield return $"--ssh-key: {fault}";
        }

        if (options.IsoPath is not null && distros is [{ Iso.ServesInstalledSystem: not true }])
        {
            yield return "--iso-path: with --image nothing is installed; leave it out";
        }
    }
}
