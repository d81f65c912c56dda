using MailFactory.Testing.Files;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Media;

/// <summary>Checks OpenPGP signatures with gpgv against pinned fingerprints.</summary>
public static class SignatureVerifier
{
    /// <summary>Checks a clearsigned file and returns the text that the signature covers, never the raw file.</summary>
    /// <param name="file">The clearsigned file.</param>
    /// <param name="keyrings">Keyrings, binary or armoured; those that exist are asked in this order.</param>
    /// <param name="fingerprints">Primary keys that may sign.</param>
    /// <param name="cancellationToken">Ends the check early.</param>
    public static async Task<SignatureResult> VerifyInlineAsync(
        string file, IReadOnlyList<string> keyrings, IReadOnlyList<string> fingerprints, CancellationToken cancellationToken)
    {
        var text = $"{file}.{Guid.NewGuid():N}.verified";
        try
        {
            var result = await RunAsync(["--output", text, file], keyrings, fingerprints, cancellationToken).ConfigureAwait(false);
            return result.IsValid
                ? result with { SignedText = await File.ReadAllTextAsync(text, cancellationToken).ConfigureAwait(false) }
                : result;
        }
        finally
        {
            File.Delete(text);
        }
    }

    /// <summary>Checks a file against its detached signature.</summary>
    /// <param name="signature">The signature's file.</param>
    /// <param name="file">The signed file.</param>
    /// <param name="keyrings">Keyrings, binary or armoured; those that exist are asked in this order.</param>
    /// <param name="fingerprints">Primary keys that may sign.</param>
    /// <param name="cancellationToken">Ends the check early.</param>
    public static Task<SignatureResult> VerifyDetachedAsync(
        string signature, string file, IReadOnlyList<string> keyrings, IReadOnlyList<string> fingerprints, CancellationToken cancellationToken) =>
        RunAsync([signature, file], keyrings, fingerprints, cancellationToken);

    private static async Task<SignatureResult> RunAsync(
        IReadOnlyList<string> files, IReadOnlyList<string> keyrings, IReadOnlyList<string> fingerprints, CancellationToken cancellationToken)
    {
        var existing = keyrings.Where(File.Exists).ToList();
        if (existing.Count == 0)
        {
            return new SignatureResult { IsValid = false, IsUnchecked = true, Summary = $"no keyring on this host: {string.Join(", ", keyrings)}" };
        }

        using var folder = ScratchFolder.Create("keys");
        var decoded = folder.PathOf("keyring.gpg");
        SignatureResult? refused = null;
        foreach (var keyring in existing)
        {
            // Each on its own: gpgv takes the first copy of a key that it finds, which may be an old one that has expired since.
            var binary = await BinaryAsync(keyring, decoded, cancellationToken).ConfigureAwait(false);
            var command = ToolCommand.Create("gpgv", ["--status-fd", "1", "--keyring", binary, .. files]);
            var result = await ToolRunner.RunAsync(command, cancellationToken).ConfigureAwait(false);
            var judged = GnuPgStatus.Judge(result.StandardOutput.Split('\n', StringSplitOptions.TrimEntries), fingerprints);
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
