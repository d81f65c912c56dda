using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Media;

/// <summary>Checks OpenPGP signatures with gpgv against pinned fingerprints.</summary>
public static class SignatureVerifier
{
    /// <summary>Checks a clearsigned file and returns the text that the signature covers, never the raw file.</summary>
    /// <param name="file">The clearsigned file.</param>
    /// <param name="keyrings">Candidate keyrings; the first that exists is used.</param>
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
    /// <param name="keyrings">Candidate keyrings; the first that exists is used.</param>
    /// <param name="fingerprints">Primary keys that may sign.</param>
    /// <param name="cancellationToken">Ends the check early.</param>
    public static Task<SignatureResult> VerifyDetachedAsync(
        string signature, string file, IReadOnlyList<string> keyrings, IReadOnlyList<string> fingerprints, CancellationToken cancellationToken) =>
        RunAsync([signature, file], keyrings, fingerprints, cancellationToken);

    private static async Task<SignatureResult> RunAsync(
        IEnumerable<string> files, IReadOnlyList<string> keyrings, IReadOnlyList<string> fingerprints, CancellationToken cancellationToken)
    {
        if (keyrings.FirstOrDefault(File.Exists) is not { } keyring)
        {
            return new SignatureResult { IsValid = false, Summary = $"no keyring on this host: {string.Join(", ", keyrings)}" };
        }

        var command = ToolCommand.Create("gpgv", ["--status-fd", "1", "--keyring", Path.GetFullPath(keyring), .. files]);
        var result = await ToolRunner.RunAsync(command, cancellationToken).ConfigureAwait(false);
        return GnuPgStatus.Judge(result.StandardOutput.Split('\n', StringSplitOptions.TrimEntries), fingerprints);
    }
}
