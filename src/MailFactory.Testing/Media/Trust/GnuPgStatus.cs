using System.Globalization;

namespace MailFactory.Testing.Media.Trust;

/// <summary>
/// Judges the lines that gpgv writes to its status descriptor, as GnuPG's doc/DETAILS describes them. The exit code is no help:
/// it is zero for a signature by any key of the keyring, and for one by a key that has expired.
/// </summary>
internal static class GnuPgStatus
{
    private const string Prefix = "[GNUPG:] ";

    // Digests that others can make a second text for (RFC 9580, 9.5); gpgv accepts SHA-1 to this day.
    private static readonly Dictionary<int, string> _weakDigests = new()
    {
        [1] = "MD5",
        [2] = "SHA-1",
        [3] = "RIPEMD-160",
    };

    // Clocks differ a little, and a host's that is set to local time by hours.
    private static readonly TimeSpan _clockDifference = TimeSpan.FromDays(1);

    /// <summary>
    /// One good signature by a pinned primary key is enough; a single bad one refuses all, and so does anything behind the signed text.
    /// </summary>
    /// <param name="lines">gpgv's status lines.</param>
    /// <param name="pinned">Fingerprints of the primary keys that may sign.</param>
    /// <param name="now">The time; what was signed after it is refused.</param>
    public static SignatureResult Judge(IReadOnlyCollection<string> lines, IReadOnlyCollection<string> pinned, DateTimeOffset now)
    {
        if (lines.FirstOrDefault(line => line.StartsWith($"{Prefix}ERROR proc_pkt", StringComparison.Ordinal)) is { } error)
        {
            return Refused($"{error[Prefix.Length..]}: gpgv cannot make sense of what surrounds the signed text");
        }

        var latest = (now + _clockDifference).ToUnixTimeSeconds();
        var signatures = Split(lines);
        if (signatures.FirstOrDefault(signature => signature.Keyword is "BADSIG") is { } bad)
        {
            return Refused($"BADSIG: the text was changed after {bad.Signer} signed it") with { IsFinal = true };
        }

        var refusals = new List<string>();
        foreach (var signature in signatures)
        {
            if (Refusal(signature, pinned, latest) is not { } refusal)
            {
                return new SignatureResult
                {
                    IsValid = true,
                    Summary = $"signed by {signature.Signer}",
                    Fingerprint = signature.Primary!,
                };
            }

            refusals.Add(refusal);
        }

        return Refused(refusals.Count > 0 ? string.Join("; ", refusals.Distinct()) : "there is no signature") with
        {
            IsKeyMissing = signatures.Count > 0 && signatures.All(signature => signature.IsKeyMissing),
            IsFinal = signatures.Any(signature => signature.Keyword == "REVKEYSIG"),
        };
    }

    private static string? Refusal(Signature signature, IReadOnlyCollection<string> pinned, long latest) =>
        signature switch
        {
            { IsKeyMissing: true } => $"NO_PUBKEY: the keyring lacks the key {signature.Signer}",
            { Keyword: "ERRSIG" } => $"ERRSIG: the signature by {signature.Signer} cannot be checked",
            { Keyword: "REVKEYSIG" } => $"REVKEYSIG: the key of {signature.Signer} was revoked",
            { Keyword: "EXPSIG" } => $"EXPSIG: the signature by {signature.Signer} has expired",
            { Primary: null } => $"no VALIDSIG for {signature.Signer}",
            _ when !pinned.Contains(signature.Primary, StringComparer.OrdinalIgnoreCase) =>
                $"{signature.Signer} ({signature.Primary}) is not a pinned key",
            { Digest: { } digest } when _weakDigests.TryGetValue(digest, out var weak) =>
                $"{signature.Signer} signed a {weak} digest, for which others can make a second text",
            { Made: { } made } when made > latest =>
                $"{signature.Signer} signed it at {DateTimeOffset.FromUnixTimeSeconds(made):yyyy-MM-dd HH:mm} UTC, which is in "
                    + "the future; is the clock of this host right?",
            { Keyword: "GOODSIG" } => null,
            { Keyword: "EXPKEYSIG" } when signature.KeyExpiry is { } expiry && signature.Made < expiry => null,
            { Keyword: "EXPKEYSIG" } => $"EXPKEYSIG: {signature.Signer} signed with a key that had expired",
            _ => $"no GOODSIG for {signature.Signer}",
        };

    private static List<Signature> Split(IEnumerable<string> lines)
    {
        var signatures = new List<Signature>();
        foreach (var line in lines.Where(line => line.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            var words = line[Prefix.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is ["NEWSIG", ..])
            {
                signatures.Add(new Signature());
            }
            else if (signatures.Count > 0)
            {
                signatures[^1] = Read(signatures[^1], words);
            }
        }

        return signatures;
    }

    private static Signature Read(Signature signature, string[] words) =>
        words switch
        {
            ["GOODSIG" or "BADSIG" or "EXPSIG" or "EXPKEYSIG" or "REVKEYSIG", _, .. var name] => signature with
            {
                Keyword = words[0],
                Signer = string.Join(' ', name),
            },
            ["ERRSIG", var key, ..] => signature with { Keyword = "ERRSIG", Signer = key },
            ["NO_PUBKEY", var key, ..] => signature with { IsKeyMissing = true, Signer = key },
            ["KEYEXPIRED", var moment, ..] => signature with { KeyExpiry = signature.KeyExpiry ?? Seconds(moment) },
            ["VALIDSIG", _, _, var made, ..] when words.Length >= 11 => signature with
            {
                Made = Seconds(made),
                Digest = (int?)Seconds(words[8]),
                Primary = words[^1],
            },
            _ => signature,
        };

    private static long? Seconds(string text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;

    private static SignatureResult Refused(string why) => new() { IsValid = false, Summary = why };

    private sealed record Signature
    {
        public string Keyword { get; init; } = "NEWSIG";

        public string Signer { get; init; } = "an unknown signer";

        public bool IsKeyMissing { get; init; }

        public long? Made { get; init; }

        public long? KeyExpiry { get; init; }

        public int? Digest { get; init; }

        public string? Primary { get; init; }
    }
}
