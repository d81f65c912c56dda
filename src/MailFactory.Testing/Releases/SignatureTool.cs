using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Releases;

/// <summary>A program that signs the list of digests, and so everything that is listed.</summary>
/// <param name="Program">The program, which is also its name on the command line.</param>
/// <param name="Extension">What it adds to the name of the signed file.</param>
internal sealed record SignatureTool(string Program, string Extension)
{
    /// <summary>GnuPG: an armoured detached signature by the key asked for, or by the default key.</summary>
    public static SignatureTool Gpg { get; } = new("gpg", ".asc");

    /// <summary>
    /// minisign with the secret key file asked for; a key with a passphrase cannot be used, as nobody could type it.
    /// </summary>
    public static SignatureTool Minisign { get; } = new("minisign", ".minisig");

    /// <summary>cosign with the key file or key reference asked for; the passphrase comes from <c>COSIGN_PASSWORD</c>.</summary>
    public static SignatureTool Cosign { get; } = new("cosign", ".sigstore.json");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<SignatureTool> All { get; } = [Gpg, Minisign, Cosign];

    /// <summary>Whether it is installed.</summary>
    public bool IsInstalled => ToolRunner.Find(Program) is not null;

    /// <summary>
    /// Signs a file with a key, or with the default key when null, and returns the signature's path. Throws <see cref="ToolException"/>
    /// with the program's words.
    /// </summary>
    public async Task<string> SignAsync(string path, string? key, CancellationToken cancellationToken)
    {
        var signature = path + Extension;
        File.Delete(signature);
        (
            await ToolRunner.RunAsync(ToolCommand.Create(Program, Arguments(path, signature, key)), cancellationToken).ConfigureAwait(false)
        ).EnsureSuccess();
        return signature;
    }

    private IEnumerable<string> Arguments(string path, string signature, string? key) =>
        this switch
        {
            _ when this == Gpg =>
            [
                "--batch",
                "--yes",
                .. key is null ? Array.Empty<string>() : ["--local-user", key],
                "--armor",
                "--output",
                signature,
                "--detach-sign",
                path,
            ],
            _ when this == Minisign => ["-S", .. key is null ? Array.Empty<string>() : ["-s", key], "-m", path, "-x", signature],
            _ => ["sign-blob", "--yes", "--key", key ?? "cosign.key", "--bundle", signature, path],
        };
}
