using System.Globalization;
using System.Text.RegularExpressions;
using MailFactory.Testing.Downloads;

namespace MailFactory.Testing.Media.Trust;

/// <summary>A checksum manifest in one of the formats that distributions publish; SHA-256 only.</summary>
internal sealed partial class ChecksumManifest
{
    private const int DigestLength = 64;

    private readonly Dictionary<string, string> _digests;
    private readonly Dictionary<string, long> _sizes;

    private ChecksumManifest(Dictionary<string, string> digests, Dictionary<string, long> sizes)
    {
        _digests = digests;
        _sizes = sizes;
    }

    /// <summary>The names of the files in it; a bare digest has the empty name.</summary>
    public IReadOnlyCollection<string> Names => _digests.Keys;

    /// <summary>
    /// Reads the lines that <c>sha256sum -c</c> reads: GNU (<c>HASH  NAME</c>, <c>HASH *NAME</c>, one blank or a tabulator too), BSD
    /// (<c>SHA256 (NAME) = HASH</c>) and OpenSSL (<c>SHA256(NAME)= HASH</c>); besides a digest alone on its line, and Fedora's
    /// <c># NAME: N bytes</c>. Other lines are passed over. Throws <see cref="InvalidDataException"/> when it is a web page,
    /// holds no digest, one of a wrong length, or two for one name.
    /// </summary>
    public static ChecksumManifest Parse(string text)
    {
        if (WebPage.Is(System.Text.Encoding.UTF8.GetBytes(text)))
        {
            throw new InvalidDataException("it is a web page, not a checksum manifest");
        }

        var digests = new Dictionary<string, string>(StringComparer.Ordinal);
        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (
                SizeLine().Match(line) is { Success: true } size
                && long.TryParse(size.Groups["size"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            )
            {
                sizes[size.Groups["name"].Value] = bytes;
            }
            else if (DigestOf(line) is { Success: true } match)
            {
                Add(digests, match.Groups["name"].Value, match.Groups["hash"].Value.ToLowerInvariant());
            }
        }

        return digests.Count > 0 ? new ChecksumManifest(digests, sizes) : throw new InvalidDataException("it holds no SHA-256 digest");
    }

    /// <summary>
    /// The file whose whole name matches, the highest version when several do, with its digest and, where given, its size.
    /// </summary>
    public (string Name, string Sha256, long? Size)? Choose(string pattern)
    {
        var whole = new Regex($"^(?:{pattern})$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        return _digests.Keys.Where(name => whole.IsMatch(name)).Max(VersionOrder.Instance) is { } chosen ? Entry(chosen, chosen) : null;
    }

    /// <summary>
    /// The same, and where no name matches the only digest there is, under another name: for a manifest that was made for one file, which
    /// a vendor may offer under several names.
    /// </summary>
    /// <param name="pattern">A regular expression for the file's name.</param>
    /// <param name="manifest">
    /// The manifest's own name. One that is called after the file, such as <c>x.iso.sha256</c>, is for that file whatever name stands in
    /// it;
    /// a digest without a name counts for a pattern that is a name.
    /// </param>
    public (string Name, string Sha256, long? Size)? Choose(string pattern, string manifest)
    {
        var named = Choose(pattern);
        if (named is not null || _digests.Count != 1)
        {
            return named;
        }

        var whole = new Regex($"^(?:{pattern})$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        var only = _digests.Keys.Single();
        string[] aliases =
        [
            Path.GetFileNameWithoutExtension(manifest),
            .. only.Length == 0 ? [Regex.Unescape(pattern)] : Array.Empty<string>(),
        ];
        return aliases.FirstOrDefault(whole.IsMatch) is { } alias ? Entry(only, alias) : null;
    }

    private (string Name, string Sha256, long? Size) Entry(string listed, string name) =>
        (name, _digests[listed], _sizes.TryGetValue(listed, out var size) ? size : null);

    private static Match DigestOf(string line)
    {
        if (BsdLine().Match(line) is { Success: true } bsd)
        {
            return bsd;
        }

        return GnuLine().Match(line) is { Success: true } gnu ? gnu : BareLine().Match(line);
    }

    private static void Add(Dictionary<string, string> digests, string name, string digest)
    {
        if (digest.Length != DigestLength)
        {
            throw new InvalidDataException($"the digest of {name} has {digest.Length} digits where SHA-256 has {DigestLength}");
        }

        if (digests.TryGetValue(name, out var other) && other != digest)
        {
            throw new InvalidDataException($"it holds two digests for {name}");
        }

        digests[name] = digest;
    }

    // A name with a slash could lead out of the folder, so no such line counts.
    [GeneratedRegex(@"^\\?(?<hash>[0-9A-Fa-f]{64})[ \t][ *]?(?:\./)?(?<name>[^/]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex GnuLine();

    [GeneratedRegex(@"^SHA256 ?\((?:\./)?(?<name>[^/]+)\)[ \t]*=[ \t]*(?<hash>[0-9A-Fa-f]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex BsdLine();

    [GeneratedRegex(@"^(?<hash>[0-9A-Fa-f]{64})(?<name>)$", RegexOptions.CultureInvariant)]
    private static partial Regex BareLine();

    [GeneratedRegex(@"^# (?<name>[^/:]+): (?<size>[0-9]+) bytes$", RegexOptions.CultureInvariant)]
    private static partial Regex SizeLine();
}
