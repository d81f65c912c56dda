using System.IO.Compression;
using System.Text;
using MailFactory.Testing.Media.Formats;

namespace MailFactory.Testing.Media.Installers;

/// <summary>
/// Files to append to an initrd. Linux unpacks archives in a row over each other, so the result is plainly the original followed
/// by a gzipped cpio.
/// </summary>
internal sealed class InitrdAppendix
{
    private readonly SortedDictionary<string, CpioEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>Adds a text file, such as <c>/preseed.cfg</c>; a file of the same path is replaced.</summary>
    public InitrdAppendix Add(string initrdPath, string text, bool isExecutable = false) =>
        Add(initrdPath, Encoding.UTF8.GetBytes(text), isExecutable);

    /// <summary>Adds a file.</summary>
    public InitrdAppendix Add(string initrdPath, byte[] content, bool isExecutable = false)
    {
        var path = initrdPath.TrimStart('/');
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            _entries.TryAdd(path[..slash], CpioEntry.Directory(path[..slash]));
        }

        _entries[path] = CpioEntry.File(path, content, isExecutable);
        return this;
    }

    /// <summary>Adds files from the host.</summary>
    public async Task<InitrdAppendix> AddAsync(IEnumerable<SupplementFile> files, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            Add(file.InitrdPath, await File.ReadAllBytesAsync(file.FilePath, cancellationToken).ConfigureAwait(false));
        }

        return this;
    }

    /// <summary>Writes the initrd with the files appended; the file can be read by its owner only, as answer files hold secrets.</summary>
    public async Task WriteAsync(string initrd, string target, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var output = new FileStream(target, options);
        await using var _ = output.ConfigureAwait(false);
        var original = File.OpenRead(initrd);
        await using (original.ConfigureAwait(false))
        {
            await original.CopyToAsync(output, cancellationToken).ConfigureAwait(false);
        }

        using var gzip = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true);
        CpioWriter.Write(gzip, _entries.Values);
    }
}
