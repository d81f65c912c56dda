using MailFactory.Testing.Files;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Media.Trust;

/// <summary>Checks OpenPGP signatures with gpgv against pinned fingerprints.</summary>
internal static class SignatureVerifier
{
    private const string Frame = "-----BEGIN PGP SIGNED MESSAGE-----";

    /// <summary>Checks a clearsigned file and returns the text that the signature covers, never the raw file.</summary>
    /// <param name="file">The clearsigned file.</param>
    /// <param name="keyrings">Keyrings, binary or armoured; those that exist are asked in this order.</param>
    /// <param name="fingerprints">Primary keys that may sign.</param>
    /// <param name="cancellationToken">Ends the check early.</param>
    public static async Task<SignatureResult> VerifyInlineAsync(
        string file,
        IReadOnlyList<string> keyrings,
        IReadOnlyList<string> fingerprints,
        CancellationToken cancellationToken
    )
    {
        // gpgv takes packed messages too, and would unpack one of a few bytes to any length before it looks at the signature.
        if (!await BeginsFramedAsync(file, cancellationToken).ConfigureAwait(false))
        {
            return new SignatureResult { IsValid = false, Summary = "there is no signature: it does not begin as a clearsigned text" };
        }

        using var folder = ScratchFolder.Create("signature");
        var text = folder.PathOf("text");
        var result = await RunAsync(["--output", text, file], folder, keyrings, fingerprints, cancellationToken).ConfigureAwait(false);
        return await WithTextAsync(result, text, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Checks a file against its detached signature and returns the text that was checked.</summary>
    /// <param name="signature">The signature's file.</param>
    /// <param name="file">The signed file, which is read into memory.</param>
    /// <param name="keyrings">Keyrings, binary or armoured; those that exist are asked in this order.</param>
    /// <param name="fingerprints">Primary keys that may sign.</param>
    /// <param name="cancellationToken">Ends the check early.</param>
    public static async Task<SignatureResult> VerifyDetachedAsync(
        string signature,
        string file,
        IReadOnlyList<string> keyrings,
        IReadOnlyList<string> fingerprints,
        CancellationToken cancellationToken
    )
    {
        using var folder = ScratchFolder.Create("signature");
        var text = folder.PathOf("text");
        File.Copy(file, text);
        var result = await RunAsync([signature, text], folder, keyrings, fingerprints, cancellationToken).ConfigureAwait(false);
        return await WithTextAsync(result, text, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<SignatureResult> WithTextAsync(SignatureResult result, string text, CancellationToken cancellationToken) =>
        result.IsValid ? result with { SignedText = await File.ReadAllTextAsync(text, cancellationToken).ConfigureAwait(false) } : result;

    private static async Task<bool> BeginsFramedAsync(string file, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(file);
        var beginning = new char[Frame.Length];
        var read = await reader.ReadBlockAsync(beginning, cancellationToken).ConfigureAwait(false);
        return read == Frame.Length && beginning.AsSpan().SequenceEqual(Frame);
    }

    private static async Task<SignatureResult> RunAsync(
        IReadOnlyList<string> files,
        ScratchFolder folder,
        IReadOnlyList<string> keyrings,
        IReadOnlyList<string> fingerprints,
        CancellationToken cancellationToken
    )
    {
        var existing = keyrings.Where(File.Exists).ToList();
        if (existing.Count == 0)
        {
            return new SignatureResult
            {
                IsValid = false,
                IsUnchecked = true,
                Summary = $"no keyring on this host: {string.Join(", ", keyrings)}",
            };
        }

        var decoded = folder.PathOf("keyring.gpg");
        SignatureResult? refused = null;
        foreach (var keyring in existing)
        {
            // Each on its own: gpgv takes the first copy of a key that it finds, which may be an old one that has expired since.
            var binary = await BinaryAsync(keyring, decoded, cancellationToken).ConfigureAwait(false);
            var command = ToolCommand.Create("gpgv", ["--status-fd", "1", "--keyring", binary, .. files]);
            var result = await ToolRunner.RunAsync(command, cancellationToken).ConfigureAwait(false);
            var judged = GnuPgStatus.Judge(
                result.StandardOutput.Split('\n', StringSplitOptions.TrimEntries),
                fingerprints,
                TimeProvider.System.GetUtcNow()
            );
            if (judged.IsValid || judged.IsFinal)
            {
                return judged;
            }

            refused = refused is null or { IsKeyMissing: true } ? judged : refused;
        }

        return refused!;
    }

    private static async Task<string> BinaryAsync(string keyring, string decoded, CancellationToken cancellationToken)
    {
        var bytes = await File.ReadAllBytesAsync(keyring, cancellationToken).ConfigureAwait(false);
        if (!ArmouredKeys.IsArmoured(bytes))
        {
            return Path.GetFullPath(keyring);
        }

        await File.WriteAllBytesAsync(decoded, ArmouredKeys.Decode(bytes), cancellationToken).ConfigureAwait(false);
        return decoded;
    }
}
