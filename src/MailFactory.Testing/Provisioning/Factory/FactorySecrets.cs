using System.Text.RegularExpressions;

namespace MailFactory.Testing.Provisioning.Factory;

/// <summary>Masks the secrets in what Mail Server Factory prints: its log holds whole commands, passwords among them.</summary>
/// <param name="values">The secrets that are known.</param>
internal sealed partial class FactorySecrets(IEnumerable<string> values)
{
    private const string Masked = "****";
    private const int ShortestSecret = 4;

    // The longest first, so that a secret that begins with another one leaves no rest.
    private readonly string[] _values =
    [
        .. values.Where(value => value.Length >= ShortestSecret).Distinct(StringComparer.Ordinal).OrderByDescending(value => value.Length),
    ];

    /// <summary>The line without its secrets and without colours.</summary>
    public string Mask(string line)
    {
        var text = _values.Aggregate(
            FactoryLine.WithoutColours(line),
            (masked, value) => masked.Replace(value, Masked, StringComparison.Ordinal)
        );
        text = LoginOption().Replace(text, $"$1{Masked}");
        return Assignment().Replace(text, $"$1{Masked}");
    }

    // docker login -u NAME -p SECRET; ssh's and scp's -p and -P have a number.
    [GeneratedRegex(@"(\s(?:-p|--password)[ =])(?!\d+(?:\s|$)|/|\*{4})\S+")]
    private static partial Regex LoginOption();

    [GeneratedRegex(@"((?:PASSWORD|PASSPHRASE)[""']?\s*[=:]\s*[""']?)(?!\*{4})[^\s""']+", RegexOptions.IgnoreCase)]
    private static partial Regex Assignment();
}
