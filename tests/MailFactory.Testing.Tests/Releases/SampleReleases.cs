using MailFactory.Testing.Archives;
using MailFactory.Testing.Commands.Releasing;
using MailFactory.Testing.Files;
using MailFactory.Testing.Releases;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Releases;

/// <summary>An archive that passed its mail test, and the release that is made of it.</summary>
internal static class SampleReleases
{
    public static ArchiveManifest Archive(string distro = "debian-13") =>
        new()
        {
            Distro = distro,
            Key = "key",
            Inputs = new Dictionary<string, string> { ["medium"] = "x" },
            DiskFile = $"{distro}-key.qcow2",
            DiskSha256 = Digest.OfText("disk"),
            DiskBytes = 4,
            SshKeyFile = $"{distro}-key.id_ed25519",
            User = "mailtest",
            Installed = DateTimeOffset.UnixEpoch,
            InstallSeconds = 1,
            Accelerator = "tcg",
            Trust = "Signed",
            OsName = "Debian",
            Packages = ["bash 5.2"],
            MailTest = new ArchiveMailTest
            {
                Tested = DateTimeOffset.UnixEpoch,
                Verdict = Verdict.Passed,
                Summary = "39 of 39",
                IsWhole = true,
            },
        };

    public static ReleaseManifest Describe(ArchiveManifest archive, IReadOnlyList<string> parts, ReleaseAsset image) =>
        new()
        {
            Distro = archive.Distro,
            ImageSha256 = image.Sha256,
            ImageBytes = image.Bytes,
            Parts = parts,
            Sanitised = DateTimeOffset.UnixEpoch,
            Proof = ["the run's key is refused"],
            BootSeconds = 60,
            User = archive.User,
            SeedLabel = "MFSEED",
            Archive = archive,
        };
}
