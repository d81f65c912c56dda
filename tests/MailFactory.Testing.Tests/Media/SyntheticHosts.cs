using System.IO.Compression;
using System.Net;
using System.Text;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.Tests.Media;

/// <summary>Debian mirrors by name, without a network: files by their URL, and indices that lead to them.</summary>
internal sealed class SyntheticHosts : HttpMessageHandler
{
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    /// <summary>Publishes a suite with packages (name, priority, dependencies); their files are there unless named as gone.</summary>
    public SyntheticHosts With(
        string archive,
        string suite,
        string? validUntil = null,
        string[]? gone = null,
        params (string Name, string Priority, string Depends)[] packages
    )
    {
        var index = Gzip(
            string.Concat(
                packages.Select(package =>
                    $"Package: {package.Name}\nVersion: 1\nPriority: {package.Priority}\nDepends: {package.Depends}\nFilename: "
                    + $"pool/{package.Name}.deb\nSize: 1\n\n"
                )
            )
        );
        var lines = new StringBuilder($"Codename: {suite}\n");
        if (validUntil is not null)
        {
            lines.Append($"Valid-Until: {validUntil}\n");
        }

        lines.Append($"SHA256:\n {Digest.OfBytes(index)} {index.Length} main/binary-amd64/Packages.gz\n");
        _files[$"{archive}dists/{suite}/InRelease"] = Encoding.UTF8.GetBytes(lines.ToString());
        _files[$"{archive}dists/{suite}/main/binary-amd64/Packages.gz"] = index;
        foreach (var package in packages.Where(package => gone?.Contains(package.Name) != true))
        {
            _files[$"{archive}pool/{package.Name}.deb"] = [1];
        }

        return this;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(
            new HttpResponseMessage(_files.ContainsKey(request.RequestUri!.AbsoluteUri) ? HttpStatusCode.OK : HttpStatusCode.NotFound)
            {
                RequestMessage = request,
                Content = new ByteArrayContent(_files.GetValueOrDefault(request.RequestUri.AbsoluteUri) ?? []),
            }
        );

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
