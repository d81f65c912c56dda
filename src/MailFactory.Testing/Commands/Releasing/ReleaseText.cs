using System.Globalization;
using System.Text;
using MailFactory.Testing.Amounts;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Commands.Releasing;

/// <summary>The text that people read on the page of a release.</summary>
internal static class ReleaseText
{
    /// <summary>The text as Markdown: what each image is, how to start it, and what is new in the programs that made it.</summary>
    public static string Render(IReadOnlyList<ReleaseManifest> manifests, string changes)
    {
        var text = new StringBuilder("Installed by the distros' own installers, unattended, and tested as mail servers on a copy. ")
            .Append("Keys, passwords and identity were removed; nobody gets in without a seed CD.\n\n")
            .Append("| distro | system | installed | mail test | image |\n|---|---|---|---|---|\n");
        foreach (var manifest in manifests)
        {
            var archive = manifest.Archive;
            var test = archive.MailTest is { } done ? $"{RunWords.Of(done.Verdict)}, {done.Tested:yyyy-MM-dd}: {done.Summary}" : "none";
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {manifest.Distro} | {archive.OsName} | {archive.Installed:yyyy-MM-dd}, {archive.Accelerator} "
                    + $"| {test} | {Sizes.Megabytes(manifest.ImageBytes)}, sha256 `{manifest.ImageSha256}` |\n"
            );
        }

        var first = manifests[0];
        return text.Append(
                CultureInfo.InvariantCulture,
                $"\nFetch all files that begin with the distro's name into one folder, then `sh {first.Distro}.restore.sh --ssh-key ~/.ssh/id_ed25519.pub`. "
            )
            .Append(
                CultureInfo.InvariantCulture,
                $"It proves the files, joins them to `{first.Distro}.qcow2` and writes a seed CD that lets you in as `{first.User}`, who may use sudo.\n"
            )
            .Append(changes.Length > 0 ? $"\n## What is new\n\n{changes}\n" : string.Empty)
            .ToString();
    }
}
