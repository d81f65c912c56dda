using System.Text;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.AnswerFiles;

/// <summary>
/// A CD with answer files, which an installer finds by its label. The same files give the same bytes, and only its owner may read
/// it, as answer files hold secrets.
/// </summary>
public static class SeedMedium
{
    /// <summary>The label by which cloud-init's NoCloud data source finds its medium.</summary>
    public const string CidataLabel = "CIDATA";

    /// <summary>The label by which anaconda and linuxrc are told to find theirs.</summary>
    public const string OemdrvLabel = "OEMDRV";

    // What counts is that it is always the same.
    private static readonly DateTimeOffset _moment = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Writes an ISO 9660 image with Joliet and Rock Ridge names; the files are named without folders. Throws
    /// <see cref="ToolException"/> when xorriso fails.
    /// </summary>
    public static async Task CreateAsync(string path, string label, IReadOnlyDictionary<string, string> files, CancellationToken cancellationToken)
    {
        var staging = $"{path}.files";
        CreatePrivate(staging);
        try
        {
            foreach (var (name, text) in files)
            {
                await File.WriteAllTextAsync(Path.Combine(staging, name), text, new UTF8Encoding(false), cancellationToken).ConfigureAwait(false);
            }

            // xorriso takes the date of the disc's root from the folder, all others from the variable.
            Directory.SetLastWriteTimeUtc(staging, _moment.UtcDateTime);
            File.Delete(path);
            await File.Create(path, 1, FileOptions.Asynchronous).DisposeAsync().ConfigureAwait(false);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            // -r: owned by root and readable by all, whoever builds it.
            var command = ToolCommand.Create("xorriso", "-as", "mkisofs", "-quiet", "-o", path, "-V", label, "-J", "-r", staging) with
            {
                Environment = new Dictionary<string, string?> { ["SOURCE_DATE_EPOCH"] = $"{_moment.ToUnixTimeSeconds()}" },
            };
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
