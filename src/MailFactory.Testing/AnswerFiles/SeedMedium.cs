using System.Text;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.AnswerFiles;

/// <summary>
/// A CD with answer files, which an installer finds by its label. The same files give the same bytes, and only its owner may read
/// it, as answer files hold secrets.
/// </summary>
internal static class SeedMedium
{
    /// <summary>The label by which cloud-init's NoCloud data source finds its medium.</summary>
    public const string CidataLabel = "CIDATA";

    /// <summary>The label by which anaconda and linuxrc are told to find theirs.</summary>
    public const string OemdrvLabel = "OEMDRV";

    // Midnight of 2020-01-01 in xorriso's words (YYYYMMDDhhmmsscc); what counts is that it is always the same.
    private const string Moment = "2020010100000000";

    /// <summary>
    /// Writes an ISO 9660 image with Joliet and Rock Ridge names; the files are named without folders. Throws
    /// <see cref="ToolException"/> when xorriso fails.
    /// </summary>
    public static async Task CreateAsync(
        string path,
        string label,
        IReadOnlyDictionary<string, string> files,
        CancellationToken cancellationToken
    )
    {
        var staging = $"{path}.files";
        CreatePrivate(staging);
        try
        {
            foreach (var (name, text) in files)
            {
                await File.WriteAllTextAsync(Path.Combine(staging, name), text, new UTF8Encoding(false), cancellationToken)
                    .ConfigureAwait(false);
            }

            File.Delete(path);
            await File.Create(path, 1, FileOptions.Asynchronous).DisposeAsync().ConfigureAwait(false);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            // -r: owned by root and readable by all, whoever builds it.
            var command = ToolCommand.Create(
                "xorriso",
                "-as",
                "mkisofs",
                "-quiet",
                "-o",
                path,
                "-V",
                label,
                "-J",
                "-r",
                $"--modification-date={Moment}",
                "--set_all_file_dates",
                Moment,
                staging
            );
            (await ToolRunner.RunAsync(command, cancellationToken).ConfigureAwait(false)).EnsureSuccess();
        }
        finally
        {
            Directory.Delete(staging, recursive: true);
        }
    }

    private static void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
