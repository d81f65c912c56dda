using System.Net;
using System.Net.Http.Headers;

namespace MailFactory.Testing.Releases.GitHub;

/// <summary>A file as the body of a request: streamed from disk, never held in memory, and watched while it is sent.</summary>
internal sealed class UploadContent : HttpContent
{
    private const int PieceBytes = 256 << 10;
    private readonly ReleaseAsset _asset;
    private readonly Action _moved;

    /// <summary>Creates the body; <paramref name="moved"/> is told after each piece that was sent.</summary>
    public UploadContent(ReleaseAsset asset, Action moved)
    {
        (_asset, _moved) = (asset, moved);
        Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var file = new FileStream(
            _asset.Path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.Read,
            bufferSize: 1,
            FileOptions.SequentialScan | FileOptions.Asynchronous
        );
        await using (file.ConfigureAwait(false))
        {
            var piece = new byte[PieceBytes];
            for (int read; (read = await file.ReadAsync(piece, cancellationToken).ConfigureAwait(false)) > 0; )
            {
                await stream.WriteAsync(piece.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                _moved();
            }
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _asset.Bytes;
        return true;
    }
}
