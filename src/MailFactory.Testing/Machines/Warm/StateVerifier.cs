using MailFactory.Testing.Archives;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.Machines.Warm;

/// <summary>Proves the files of saved states against their records.</summary>
/// <param name="folder">The folder of the states.</param>
internal sealed class StateVerifier(string folder)
{
    private readonly StateStore _store = new(folder, TimeProvider.System);

    /// <summary>Everything that is wrong, by file.</summary>
    public async Task<IReadOnlyList<ArchiveFinding>> VerifyAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var findings = new List<ArchiveFinding>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var state in _store.List())
        {
            foreach (var (path, file) in _store.ContentOf(state))
            {
                known.Add(Path.GetFileName(path));
                findings.AddRange(await OfFileAsync(path, file, cancellationToken).ConfigureAwait(false));
            }

            known.Add(_store.FilesOf(state)[0].Name);
        }

        findings.AddRange(
            Directory
                .EnumerateFileSystemEntries(folder)
                .Select(path => Path.GetFileName(path))
                .Where(name => !known.Contains(name))
                .Select(name => new ArchiveFinding(name, ArchiveFault.Foreign, "no record of a saved state names it"))
        );
        return [.. findings.OrderBy(finding => finding.File, StringComparer.Ordinal)];
    }

    private static async Task<IReadOnlyList<ArchiveFinding>> OfFileAsync(string path, StateFile file, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(path);
        if (!RegularFile.IsThere(path))
        {
            return [new(name, ArchiveFault.Missing, "the record of a saved state names it")];
        }

        var length = new FileInfo(path).Length;
        if (length != file.Bytes)
        {
            return [new(name, ArchiveFault.WrongSize, $"{length} bytes where {file.Bytes} were saved")];
        }

        var digest = await Digest.OfFileAsync(path, cancellationToken).ConfigureAwait(false);
        return digest == file.Sha256 ? [] : [new(name, ArchiveFault.Corrupted, $"its SHA-256 is {digest} where {file.Sha256} was saved")];
    }
}
