using System.Text.Json;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.Media;

/// <summary>What is remembered beside a medium: what it is, what proved it and when.</summary>
internal sealed record MediumRecord
{
    private const string FileName = "medium.json";

    /// <summary>The distro's identifier.</summary>
    public required string DistroId { get; init; }

    /// <summary>What it is.</summary>
    public required MediumKind Kind { get; init; }

    /// <summary>The file's name, without folder.</summary>
    public required string File { get; init; }

    /// <summary>The file's size in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>The file's SHA-256 digest.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>How far it is proven.</summary>
    public required TrustLevel Trust { get; init; }

    /// <summary>What proves it.</summary>
    public required string Proof { get; init; }

    /// <summary>When it was verified last.</summary>
    public required DateTimeOffset Verified { get; init; }

    /// <summary>Reads the record of a distro's folder; null when there is none that can be read.</summary>
    public static MediumRecord? Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<MediumRecord>(OwnFile.ReadText(Path.Combine(folder, FileName)), JsonDialect.Record);
        }
        catch (Exception error) when (error is IOException or JsonException)
        {
            return null;
        }
    }

    internal static Task WriteAsync(string folder, Medium medium, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var record = new MediumRecord
        {
            DistroId = medium.DistroId,
            Kind = medium.Kind,
            File = Path.GetFileName(medium.FilePath),
            Bytes = new FileInfo(medium.FilePath).Length,
            Sha256 = medium.Sha256,
            Version = medium.Version,
            Trust = medium.Trust,
            Proof = medium.Proof,
            Verified = now,
        };
        return AtomicFile.WriteAllTextAsync(
            Path.Combine(folder, FileName),
            JsonSerializer.Serialize(record, JsonDialect.Record),
            cancellationToken
        );
    }
}
