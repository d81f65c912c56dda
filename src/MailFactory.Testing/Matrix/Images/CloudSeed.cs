using System.Text.Encodings.Web;
using System.Text.Json;
using MailFactory.Testing.AnswerFiles;

namespace MailFactory.Testing.Matrix.Images;

/// <summary>
/// What cloud-init's NoCloud data source is given (https://docs.cloud-init.io/en/latest/reference/datasources/nocloud.html): a host
/// name, and one user with a key and sudo. JSON is YAML, and needs no quoting rules of its own.
/// </summary>
internal static class CloudSeed
{
    private static readonly JsonSerializerOptions _json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    /// <summary>The files of the medium by name.</summary>
    /// <param name="hostname">The machine's name.</param>
    /// <param name="instance">A name that no boot of the image had before, or cloud-init would take it for one that is set up.</param>
    /// <param name="user">The user.</param>
    /// <param name="publicKey">The key that lets the user in, as in authorized_keys.</param>
    public static IReadOnlyDictionary<string, string> Files(string hostname, string instance, string user, string publicKey) =>
        new Dictionary<string, string>
        {
            ["meta-data"] =
                JsonSerializer.Serialize(
                    new Dictionary<string, string> { ["instance-id"] = instance, ["local-hostname"] = hostname },
                    _json
                ) + "\n",
            ["user-data"] =
                "#cloud-config\n"
                + JsonSerializer.Serialize(
                    new Dictionary<string, object>
                    {
                        ["users"] = new[]
                        {
                            new Dictionary<string, object>
                            {
                                ["name"] = user,
                                ["shell"] = "/bin/bash",
                                ["lock_passwd"] = true,
                                ["sudo"] = "ALL=(ALL) NOPASSWD:ALL",
                                ["ssh_authorized_keys"] = new[] { publicKey },
                            },
                        },
                    },
                    _json
                )
                + "\n",
        };

    /// <summary>Writes the medium.</summary>
    public static Task CreateAsync(string path, IReadOnlyDictionary<string, string> files, CancellationToken cancellationToken) =>
        SeedMedium.CreateAsync(path, SeedMedium.CidataLabel, files, cancellationToken);
}
