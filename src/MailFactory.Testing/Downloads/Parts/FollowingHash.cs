using System.Security.Cryptography;

namespace MailFactory.Testing.Downloads.Parts;

/// <summary>
/// Hashes a file while it grows, behind the point up to which it has no gap, so that the digest is known with the last byte.
/// </summary>
internal sealed class FollowingHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = new byte[1 << 17];
    private long _offset;

    /// <summary>Begins anew.</summary>
    public void Reset()
    {
        _ = _hash.GetHashAndReset();
        _offset = 0;
    }

    /// <summary>Hashes until the file is whole; when cancelled, a later call continues where this one stopped.</summary>
    public async Task FollowAsync(PartialFile file, CancellationToken cancellationToken)
    {
        while (!(file.IsComplete && _offset == file.Total))
        {
            if (file.Frontier - _offset is > 0 and var more)
            {
                var read = await file.ReadAsync(_offset, _buffer.AsMemory(0, (int)Math.Min(more, _buffer.Length)), cancellationToken)
                    .ConfigureAwait(false);
                _hash.AppendData(_buffer, 0, read);
                _offset += read;
            }
            else
            {
                await file.WhenGrownAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The digest of the whole file.</summary>
    public string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();
}
