using MailFactory.Testing.Foreign;

namespace MailFactory.Testing.Reports.Evidence;

/// <summary>
/// Takes secrets out of text that leaves the host: those of the run that are known, and whatever has the shape of one. Too much
/// is taken rather than too little.
/// </summary>
internal sealed class Redaction
{
    /// <summary>What stands in a secret's place.</summary>
    public const string Mark = SecretShapes.Mark;

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
            secrets.AddRange(
                text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                    .Where(word => word.Length > 16 && !word.StartsWith("-----", StringComparison.Ordinal))
            );
        }

        return new Redaction(secrets);
    }

    /// <summary>
    /// The text without secrets, in a time that grows as the text does; lines beyond <see cref="SecretShapes.LongestLine"/> characters are
    /// cut.
    /// </summary>
    public string Apply(string text, CancellationToken cancellationToken = default) =>
        SecretShapes.Remove(
            _secrets.Aggregate(text, (rest, secret) => rest.Replace(secret, Mark, StringComparison.Ordinal)),
            cancellationToken
        );

    /// <summary>Whether a member of this name holds a secret.</summary>
    internal static bool NamesSecret(string name) => SecretShapes.NamesSecret(name);
}
