using System.Text.Encodings.Web;
using System.Text.Json;
using MailFactory.Testing.Files;
using MailFactory.Testing.Foreign;

namespace MailFactory.Testing.Archives;

/// <summary>Manifests as JSON files, of archives and of what is made of them.</summary>
internal static class ManifestJson
{
    // The packages of a whole desktop take one.
    private const int MostBytes = 16 << 20;

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        Converters = { new SecretFreeText(), new SecretFreeAddress() },
    };

    /// <summary>The manifest as indented JSON.</summary>
    public static string Write<T>(T manifest) => JsonSerializer.Serialize(manifest, _json);

    /// <summary>Reads a manifest; null when the file is not there, is not a regular file, or is none.</summary>
    public static async Task<T?> ReadAsync<T>(string path, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(
                await RegularFile.ReadAllTextAsync(path, MostBytes, cancellationToken).ConfigureAwait(false),
                _json
            );
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
