namespace Nuke.Common.Output;

/// <summary>Replaces the values of secret parameters by stars in everything that is printed or logged.</summary>
internal sealed class SecretMask(IEnumerable<string> secrets)
{
    private const string Stars = "***";

    /// <summary>
    /// The longest first, so that a secret within another one leaves nothing behind; single characters would mask all texts.
    /// </summary>
    private readonly string[] _secrets =
    [
        .. secrets
            .SelectMany(x => x.Split('\n'))
            .Select(x => x.Trim())
            .Where(x => x.Length > 1)
            .Distinct()
            .OrderByDescending(x => x.Length),
    ];

    public bool IsEmpty => _secrets.Length == 0;

    public string Apply(string text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return text;
        }

        foreach (var secret in _secrets)
        {
            text = text.Replace(secret, Stars, StringComparison.Ordinal);
        }

        return text;
    }
}
