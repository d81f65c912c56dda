namespace MailFactory.Testing.Downloads.Parts;

/// <summary>How an unfinished download is cut into chunks, and which version of the file each server has.</summary>
internal sealed record PartialLayout
{
    /// <summary>Bytes of the whole file; <see cref="long.MaxValue"/> as long as it is unknown.</summary>
    public required long Total { get; init; }

    /// <summary>Bytes of each chunk but the last.</summary>
    public required long ChunkBytes { get; init; }

    /// <summary>By URL without query: the strong entity tag or the date that goes into If-Range (RFC 9110, 13.1.5).</summary>
    public IReadOnlyDictionary<string, string> Validators { get; init; } = new Dictionary<string, string>();

    public int Count() => (int)((Total / ChunkBytes) + (Total % ChunkBytes == 0 ? 0 : 1));

    public long StartOf(int chunk) => chunk * ChunkBytes;

    public long LengthOf(int chunk) => Math.Min(ChunkBytes, Total - StartOf(chunk));
}
