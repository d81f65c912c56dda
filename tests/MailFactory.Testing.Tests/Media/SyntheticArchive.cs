using System.Globalization;
using System.IO.Compression;
using System.Text;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.Tests.Media;

/// <summary>A tiny Debian archive in a folder: signed Release files, indices and a netboot package, served on loopback.</summary>
internal sealed class SyntheticArchive : IDisposable
{
    private static readonly string[] _indices = ["main/binary-amd64/Packages.gz", "main/debian-installer/binary-amd64/Packages.gz"];
    private readonly string _root;
    private readonly TestKey _key;
    private readonly FaultyServer _server;

    private SyntheticArchive(string root, TestKey key)
    {
        _root = root;
        _key = key;
        _server = new FaultyServer(request =>
            PathOf(request.Url!.AbsolutePath) is var path && File.Exists(path)
                ? new FaultyAnswer(200, File.ReadAllBytes(path))
                : new FaultyAnswer(404, [])
        );
    }

    public Uri Address => _server.Address;

    public NetbootMedium Medium =>
        new()
        {
            Codename = "trixie",
            Suites = ["trixie", "stable"],
            Package = "netboot",
            KernelPath = "linux",
            InitrdPath = "initrd.gz",
            Keyrings = [_key.Keyring],
            Fingerprints = [_key.Fingerprint],
            Components = [],
        };

    public static async Task<SyntheticArchive> CreateAsync(string root, CancellationToken cancellationToken)
    {
        var archive = new SyntheticArchive(root, await TestKey.CreateAsync(Path.Combine(root, "gnupg"), cancellationToken));
        Directory.CreateDirectory(archive.PathOf("pool"));
        await File.WriteAllTextAsync(archive.PathOf("pool/netboot_1.deb"), "package", cancellationToken);
        foreach (var (suite, version) in ((string, string)[])[("trixie", "13.8"), ("stable", "13.7")])
        {
            await archive.PublishAsync(suite, version, "trixie", cancellationToken);
        }

        return archive;
    }

    public string PathOf(string path) => Path.Combine(_root, "www", path.TrimStart('/'));

    public string IndexPath(string suite, int index) => PathOf($"dists/{suite}/{_indices[index]}");

    public async Task PublishAsync(
        string suite,
        string version,
        string codename,
        CancellationToken cancellationToken,
        DateTimeOffset? date = null,
        DateTimeOffset? validUntil = null
    )
    {
        var entry = $"Package: netboot\nVersion: 1\nFilename: pool/netboot_1.deb\nSize: 7\nSHA256: {Digest.OfText("package")}\n\n";
        var lines = new StringBuilder();
        foreach (var index in _indices)
        {
            var packed = Gzip(entry);
            var path = PathOf($"dists/{suite}/{index}");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, packed, cancellationToken);
            lines.Append($" {Digest.OfBytes(packed)} {packed.Length} {index}\n");
        }

        var end = validUntil is { } moment ? $"Valid-Until: {Moment(moment)}\n" : string.Empty;
        var release = PathOf($"dists/{suite}/Release");
        await File.WriteAllTextAsync(
            release,
            $"Origin: Test\nCodename: {codename}\nVersion: {version}\nDate: {Moment(date ?? DateTimeOffset.UnixEpoch)}\n"
                + $"{end}SHA256:\n{lines}",
            cancellationToken
        );
        await _key.ClearSignAsync(release, PathOf($"dists/{suite}/InRelease"), cancellationToken);
    }

    public void Dispose() => _server.Dispose();

    private static string Moment(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static byte[] Gzip(string text)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return buffer.ToArray();
    }
}
