using System.Text.RegularExpressions;

namespace MailFactory.Testing.Reports.Evidence;

/// <summary>
/// Takes secrets out of text that leaves the host: those of the run that are known, and whatever has the shape of one. Too much
/// is taken rather than too little.
/// </summary>
public sealed partial class Redaction
{
    /// <summary>What stands in a secret's place.</summary>
    public const string Mark = "[redacted]";

    private const int ShortestSecret = 8;
    private readonly IReadOnlyList<string> _secrets;

    /// <summary>Takes the secrets that are known; texts of less than eight characters say nothing and are passed over.</summary>
    public Redaction(IEnumerable<string> secrets) =>
        _secrets = [.. secrets.Where(secret => secret.Length >= ShortestSecret).Distinct().OrderByDescending(secret => secret.Length)];

    /// <summary>The secrets of a machine: its private keys, line by line, and the bodies of its public ones.</summary>
    /// <param name="folder">The machine's folder; it need not be there.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<Redaction> OfMachineAsync(string folder, CancellationToken cancellationToken)
    {
        var secrets = new List<string>();
        foreach (var key in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "id_*") : [])
        {
            var text = await File.ReadAllTextAsync(key, cancellationToken).ConfigureAwait(false);
            secrets.AddRange(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 16 && !word.StartsWith("-----", StringComparison.Ordinal)));
        }

        return new Redaction(secrets);
    }

    /// <summary>The text without secrets.</summary>
    public string Apply(string text)
    {
        text = PrivateKey().Replace(text, Mark);
        text = CryptHash().Replace(text, Mark);
        text = PublicKey().Replace(text, $"$1 {Mark}");
        text = UserInfo().Replace(text, $"$1{Mark}@");
        text = NamedValue().Replace(text, $"$1{Mark}");
        text = NamedElement().Replace(text, $"$1{Mark}");
        text = PreseedValue().Replace(text, $"$1{Mark}");
        return _secrets.Aggregate(text, (rest, secret) => rest.Replace(secret, Mark, StringComparison.Ordinal));
    }

    /// <summary>Whether a member of this name holds a secret.</summary>
    internal static bool NamesSecret(string name) => SecretName().IsMatch(name);

    [GeneratedRegex("passw|passphrase|secret|token", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex("-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\\z)", RegexOptions.Singleline)]
    private static partial Regex PrivateKey();

    // crypt(5): an identifier of the method between dollar signs, then parameters, salt and hash.
    [GeneratedRegex(@"\$(?:1|2[abxy]|5|6|7|y|gy|sha1|md5)\$[^\s""'<>:\\]+")]
    private static partial Regex CryptHash();

    [GeneratedRegex(@"\b(ssh-(?:ed25519|rsa|dss)|ecdsa-sha2-\w+) AAAA[A-Za-z0-9+/=]+")]
    private static partial Regex PublicKey();

    [GeneratedRegex(@"(\b[a-z][a-z0-9+.-]*://)[^\s/@]+@", RegexOptions.IgnoreCase)]
    private static partial Regex UserInfo();

    // password: x, "password": "x", --password=x, TOKEN='x'; a value in quotes may hold spaces.
    [GeneratedRegex("""([\w-]*(?:passw|passphrase|secret|token)[\w-]*["']?[ \t]*[:=][ \t]*)(?!\[redacted\])(?:"[^"\r\n]+"|'[^'\r\n]+'|[^\s"',<]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex NamedValue();

    [GeneratedRegex(@"(<[\w:]*(?:password|passphrase|secret|token)[^<>]*>)[^<]+", RegexOptions.IgnoreCase)]
    private static partial Regex NamedElement();

    // Debian's preseed: owner, question, type, value.
    [GeneratedRegex(@"(^[ \t]*\S+[ \t]+\S*passw[^\s/]*[ \t]+(?:password|string)[ \t]+)\S.*$", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex PreseedValue();
}
