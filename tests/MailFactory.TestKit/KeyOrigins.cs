using System.Text.Json;

namespace MailFactory.TestKit;

/// <summary>preseeds/keys/origins.json: where each public key that comes with the catalogue is from.</summary>
internal sealed record KeyOrigins
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    public required Dictionary<string, Package> Packages { get; init; }

    public required IReadOnlyList<Key> Keys { get; init; }

    public static KeyOrigins Read() => JsonSerializer.Deserialize<KeyOrigins>(File.ReadAllText(PathOf("origins.json")), _json)!;

    public static string PathOf(string file) => Repository.PathOf("preseeds", "keys", file);

    internal sealed record Package(string Version, string Sha256);

    internal sealed record Key(string File, string Package, string Keyring, IReadOnlyList<string> Fingerprints);
}
