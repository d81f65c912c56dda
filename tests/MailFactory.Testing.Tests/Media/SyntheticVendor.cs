using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.Tests.Media;

/// <summary>A vendor's directory on a loopback server: an ISO, its manifest and a signature by a key of the test's own.</summary>
internal sealed class SyntheticVendor : IDisposable
{
    public const string IsoName = "linux-1.2.iso";

    private readonly FaultyServer _server;

    private SyntheticVendor(byte[] iso)
    {
        Iso = iso;
        Files[$"/{IsoName}"] = iso;
        _server = new FaultyServer(Answer);
    }

    public Uri Address => _server.Address;

    public byte[] Iso { get; }

    /// <summary>What the server has, by path; a test may change it.</summary>
    public ConcurrentDictionary<string, byte[]> Files { get; } = [];

    /// <summary>Answers in place of files, by path.</summary>
    public ConcurrentDictionary<string, FaultyAnswer> Faults { get; } = [];

    /// <summary>The paths that were asked for.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    public long BytesServed => _server.BytesServed;

    public static SyntheticVendor Create(byte[]? iso = null) => new(iso ?? RandomNumberGenerator.GetBytes(50_000));

    /// <summary>A distro that comes from these directories.</summary>
    public static Distro DistroOf(TestKey key, ManifestSignature signature, params SyntheticVendor[] vendors) =>
        new()
        {
            Id = "linux-1",
            Name = "Linux 1",
            Family = "linux",
            Release = "1",
            OsReleaseId = "linux",
            OsReleaseVersion = "1",
            ExampleFile = "Linux_1.json",
            MemoryMiB = 512,
            DiskGiB = 4,
            Cpus = 1,
            Iso = new IsoMedium
            {
                FileNamePattern = "linux-1\\.[0-9]+\\.iso",
                KernelPath = "/linux",
                InitrdPath = "/initrd",
                Download = new IsoDownload
                {
                    Directories = [.. vendors.Select(vendor => vendor.Address)],
                    Manifest = "SHA256SUMS",
                    ManifestSignature = signature,
                    Signature = signature == ManifestSignature.Detached ? "SHA256SUMS.sign" : null,
                    KeyPackage = "linux-keyring",
                    Keyrings = [key.ArmouredKeyring],
                    Fingerprints = [key.Fingerprint],
                },
            },
        };

    /// <summary>Publishes the manifest, signed as asked.</summary>
    public async Task PublishAsync(TestKey key, ManifestSignature signature, string folder, CancellationToken cancellationToken)
    {
        var (manifest, signed) = (Path.Combine(folder, "manifest"), Path.Combine(folder, "signed"));
        await File.WriteAllTextAsync(
            manifest,
            $"# {IsoName}: {Iso.Length} bytes\nSHA256 ({IsoName}) = {Digest.OfBytes(Iso)}\n",
            cancellationToken
        );
        if (signature == ManifestSignature.Clearsigned)
        {
            await key.ClearSignAsync(manifest, signed, cancellationToken);
            manifest = signed;
        }
        else if (signature == ManifestSignature.Detached)
        {
            await key.DetachSignAsync(manifest, signed, cancellationToken);
            Files["/SHA256SUMS.sign"] = await File.ReadAllBytesAsync(signed, cancellationToken);
        }

        Files["/SHA256SUMS"] = await File.ReadAllBytesAsync(manifest, cancellationToken);
    }

    public void Dispose() => _server.Dispose();

    private FaultyAnswer Answer(HttpListenerRequest request)
    {
        var path = request.Url!.AbsolutePath;
        Asked.Enqueue($"{request.HttpMethod} {path}");
        if (Faults.TryGetValue(path, out var fault))
        {
            return fault;
        }

        if (!Files.TryGetValue(path, out var content))
        {
            return new FaultyAnswer(404, "<html>not here</html>"u8.ToArray()) { ContentType = "text/html" };
        }

        return request.HttpMethod == "HEAD"
            ? new FaultyAnswer(200, [])
            : RangeAnswers.Of(request, content, $"\"{Digest.OfBytes(content)[..8]}\"");
    }
}
