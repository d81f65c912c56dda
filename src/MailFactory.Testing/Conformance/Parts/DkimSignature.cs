using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;

namespace MailFactory.Testing.Conformance.Parts;

/// <summary>Verifies DKIM signatures with a key that is known, without asking DNS.</summary>
internal static class DkimSignature
{
    private static readonly string[] _needed = ["from", "to", "subject", "date", "message-id"];

    /// <summary>What is wrong with the signature that a domain should have put on a message; empty when it is good.</summary>
    /// <param name="message">The message as it arrived.</param>
    /// <param name="domain">The domain of its sender.</param>
    /// <param name="publicKey">The domain's public key as Base64, as it would stand in DNS behind <c>p=</c>.</param>
    public static IReadOnlyList<string> Problems(MimeMessage message, string domain, string publicKey)
    {
        var ours = message.Headers.Where(header => header.Id == HeaderId.DkimSignature && TagOf(header, "d") == domain).ToList();
        if (ours.Count != 1)
        {
            return [$"the message has {ours.Count} DKIM signatures of {domain}, not one"];
        }

        var signed = TagOf(ours[0], "h").Split(':', StringSplitOptions.TrimEntries);
        var missing = _needed.Except(signed, StringComparer.OrdinalIgnoreCase).ToList();
        var problems = missing.Count == 0 ? [] : new List<string> { $"not signed are {string.Join(", ", missing)}" };
        if (!new DkimVerifier(new KnownKey(publicKey)).Verify(message, ours[0]))
        {
            problems.Add($"the DKIM signature of {domain} does not verify with the key of the server");
        }

        return problems;
    }

    /// <summary>The domains that signed a message, or are said to have.</summary>
    public static IEnumerable<string> SignersOf(MimeMessage message) =>
        message.Headers.Where(header => header.Id == HeaderId.DkimSignature).Select(header => TagOf(header, "d"));

    private static string TagOf(Header header, string tag) =>
        header
            .Value.Split(';', StringSplitOptions.TrimEntries)
            .Where(part => part.StartsWith($"{tag}=", StringComparison.Ordinal))
            .Select(part => part[(tag.Length + 1)..].Trim())
            .FirstOrDefault()
        ?? string.Empty;

    private sealed class KnownKey(string publicKey) : DkimPublicKeyLocatorBase
    {
        public override AsymmetricKeyParameter LocatePublicKey(
            string methods,
            string domain,
            string selector,
            CancellationToken cancellationToken = default
        ) => GetPublicKey($"v=DKIM1; k=rsa; p={publicKey}");

        public override Task<AsymmetricKeyParameter> LocatePublicKeyAsync(
            string methods,
            string domain,
            string selector,
            CancellationToken cancellationToken = default
        ) => Task.FromResult(LocatePublicKey(methods, domain, selector, cancellationToken));
    }
}
