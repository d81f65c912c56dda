using System.Net;
using System.Text.Json.Nodes;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.IntegrationTests.Replay;

/// <summary>
/// The vendors' download hosts on the loopback address: each distro's ISO, its manifest in the vendor's format, and the signature of a test
/// key.
/// </summary>
internal sealed class VendorHosts(string folder, TestKey key) : IDisposable
{
    private readonly Dictionary<string, byte[]> _files = [];
    private FaultyServer? _server;

    /// <summary>How many bytes were sent.</summary>
    public long BytesServed => _server!.BytesServed;

    /// <summary>Publishes a distro's ISO as its vendor does, and leads the catalogue there.</summary>
    public async Task PublishAsync(Distro distro, JsonNode entry, CancellationToken cancellationToken)
    {
        _server ??= new FaultyServer(Answer);
        var iso = await VendorIso.CreateAsync(distro, folder, cancellationToken);
        var download = distro.Iso!.Download!;
        Add(distro, Path.GetFileName(iso), await File.ReadAllBytesAsync(iso, cancellationToken));
        var manifest = Path.Combine(folder, $"{distro.Id}.manifest");
        await File.WriteAllTextAsync(manifest, await ManifestAsync(distro, iso, cancellationToken), cancellationToken);
        var signed = Path.Combine(folder, $"{distro.Id}.signed");
        if (download.ManifestSignature == ManifestSignature.Clearsigned)
        {
            await key.ClearSignAsync(manifest, signed, cancellationToken);
            manifest = signed;
        }
        else if (download.ManifestSignature == ManifestSignature.Detached)
        {
            await key.DetachSignAsync(manifest, signed, cancellationToken, isArmoured: true);
            Add(distro, download.Signature!, await File.ReadAllBytesAsync(signed, cancellationToken));
        }

        Add(distro, download.Manifest, await File.ReadAllBytesAsync(manifest, cancellationToken));
        var node = entry["iso"]!["download"]!.AsObject();
        if (download.ManifestSignature == ManifestSignature.None)
        {
            // Nobody signs it, and the second source that confirms its digest must come over https: the catalogue pins it instead.
            node.Remove("confirmations");
            node["pins"] = new JsonObject { [Path.GetFileName(iso)] = await Digest.OfFileAsync(iso, cancellationToken) };
        }

        node["directories"] = new JsonArray(new Uri(_server.Address, $"{distro.Id}/").AbsoluteUri);
        node["keyrings"] = new JsonArray(key.ArmouredKeyring);
        node["fingerprints"] = new JsonArray(key.Fingerprint);
    }

    public void Dispose() => _server?.Dispose();

    private static async Task<string> ManifestAsync(Distro distro, string iso, CancellationToken cancellationToken)
    {
        var (name, digest) = (Path.GetFileName(iso), await Digest.OfFileAsync(iso, cancellationToken));
        return distro.Family switch
        {
            "fedora" or "el" => $"# {name}: {new FileInfo(iso).Length} bytes\nSHA256 ({name}) = {digest}\n",
            "ubuntu" => $"{digest} *{name}\n",
            _ => $"{digest}  {name}\n",
        };
    }

    private void Add(Distro distro, string name, byte[] content) => _files[$"/{distro.Id}/{name}"] = content;

    private FaultyAnswer Answer(HttpListenerRequest request) =>
        _files.TryGetValue(request.Url!.AbsolutePath, out var content)
            ? RangeAnswers.Of(request, content, $"\"{content.Length}\"")
            : new FaultyAnswer(404, "<html>not here</html>"u8.ToArray()) { ContentType = "text/html" };
}
