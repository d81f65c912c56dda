using System.Globalization;
using MailFactory.Testing.Media.Trust;

namespace MailFactory.Testing.Tests.Media.Trust;

/// <summary>Real keys and real signatures, checked by the real gpgv.</summary>
public sealed class SignatureVerifierTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Text => _folder.PathOf("SHA256SUMS");

    private string Signature => _folder.PathOf("SHA256SUMS.sign");

    public void Dispose() => _folder.Dispose();

    [Theory(Timeout = 60_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_detached_signature_binary_or_armoured_is_checked_with_either_kind_of_keyring(bool isArmoured)
    {
        var key = await KeyAsync();
        await key.DetachSignAsync(Text, Signature, Cancellation, isArmoured);
        foreach (var keyring in new[] { key.Keyring, key.ArmouredKeyring })
        {
            var result = await SignatureVerifier.VerifyDetachedAsync(Signature, Text, [keyring], [key.Fingerprint], Cancellation);
            Assert.True(result.IsValid, result.Summary);
            Assert.Equal((key.Fingerprint, "text\n"), (result.Fingerprint, result.SignedText));
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_changed_text_is_a_bad_signature()
    {
        var key = await KeyAsync();
        await key.DetachSignAsync(Text, Signature, Cancellation);
        await File.AppendAllTextAsync(Text, "more\n", Cancellation);
        await RefusedAsync("BADSIG", [key.Keyring], key.Fingerprint);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_subkey_counts_for_its_pinned_primary_key()
    {
        var key = await KeyAsync();
        await key.AddSubkeyAsync(Cancellation);
        await key.DetachSignAsync(Text, Signature, Cancellation);
        var result = await SignatureVerifier.VerifyDetachedAsync(Signature, Text, [key.Keyring], [key.Fingerprint], Cancellation);
        Assert.True(result.IsValid, result.Summary);
        Assert.Equal(key.Fingerprint, result.Fingerprint);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_key_in_the_keyring_that_is_not_pinned_is_refused()
    {
        var key = await KeyAsync();
        await key.DetachSignAsync(Text, Signature, Cancellation);
        await RefusedAsync("is not a pinned key", [key.Keyring], new string('0', 40));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_key_that_the_keyring_lacks_is_refused_by_name_and_found_in_a_second_keyring()
    {
        var (key, other) = (await KeyAsync(), await TestKey.CreateAsync(_folder.PathOf("other"), Cancellation));
        await key.DetachSignAsync(Text, Signature, Cancellation);
        await RefusedAsync("NO_PUBKEY", [other.Keyring], key.Fingerprint);
        Assert.True(
            (
                await SignatureVerifier.VerifyDetachedAsync(
                    Signature,
                    Text,
                    [other.ArmouredKeyring, key.ArmouredKeyring],
                    [key.Fingerprint],
                    Cancellation
                )
            ).IsValid
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task A_revoked_key_is_refused_by_name()
    {
        var key = await KeyAsync();
        await key.DetachSignAsync(Text, Signature, Cancellation);
        await key.RevokeAsync(Cancellation);
        await RefusedAsync("REVKEYSIG", [key.Keyring], key.Fingerprint);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_a_key_signed_before_it_expired_still_counts()
    {
        var key = await TestKey.CreateAsync(_folder.PathOf("gpg"), Cancellation, "20200601T000000", "20200101T000000");
        await File.WriteAllTextAsync(Text, "text\n", Cancellation);
        await key.ClearSignAsync(Text, Signature, Cancellation, "20200301T000000");
        var result = await SignatureVerifier.VerifyInlineAsync(Signature, [key.Keyring], [key.Fingerprint], Cancellation);
        Assert.True(result.IsValid, result.Summary);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_a_key_signed_after_it_expired_does_not_count()
    {
        var key = await TestKey.CreateAsync(_folder.PathOf("gpg"), Cancellation, "never", "20200101T000000");
        await File.WriteAllTextAsync(Text, "text\n", Cancellation);
        await key.ClearSignAsync(Text, Signature, Cancellation, "20210301T000000");
        await key.ExpireAsync("20200601T000000", Cancellation, "20200102T000000");
        var result = await SignatureVerifier.VerifyInlineAsync(Signature, [key.Keyring], [key.Fingerprint], Cancellation);
        Assert.False(result.IsValid);
        Assert.StartsWith("EXPKEYSIG", result.Summary, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_renewed_key_in_a_later_keyring_counts_where_an_older_copy_has_expired()
    {
        var key = await TestKey.CreateAsync(_folder.PathOf("gpg"), Cancellation, "never", "20200101T000000");
        await File.WriteAllTextAsync(Text, "text\n", Cancellation);
        await key.ClearSignAsync(Text, Signature, Cancellation, "20210301T000000");
        var renewed = _folder.PathOf("renewed.gpg");
        File.Copy(key.Keyring, renewed);
        await key.ExpireAsync("20200601T000000", Cancellation, "20200102T000000");
        Assert.False((await SignatureVerifier.VerifyInlineAsync(Signature, [key.Keyring], [key.Fingerprint], Cancellation)).IsValid);
        var result = await SignatureVerifier.VerifyInlineAsync(Signature, [key.Keyring, renewed], [key.Fingerprint], Cancellation);
        Assert.True(result.IsValid, result.Summary);
        Assert.Equal("text\n", result.SignedText);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_revoked_key_is_refused_whatever_a_later_keyring_holds()
    {
        var key = await KeyAsync();
        await key.DetachSignAsync(Text, Signature, Cancellation);
        var older = _folder.PathOf("older.gpg");
        File.Copy(key.Keyring, older);
        await key.RevokeAsync(Cancellation);
        await RefusedAsync("REVKEYSIG", [key.Keyring, older], key.Fingerprint);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("before", "{1}{0}")]
    [InlineData("behind", "{0}{1}")]
    [InlineData("a second signed text", "{0}{0}")]
    public async Task What_stands_around_a_clearsigned_text_never_counts(string place, string form)
    {
        var key = await KeyAsync();
        await key.ClearSignAsync(Text, Signature, Cancellation);
        var signed = await File.ReadAllTextAsync(Signature, Cancellation);
        await File.WriteAllTextAsync(
            Signature,
            string.Format(CultureInfo.InvariantCulture, form, signed, $"{new string('f', 64)}  evil.iso\n"),
            Cancellation
        );
        var result = await SignatureVerifier.VerifyInlineAsync(Signature, [key.Keyring], [key.Fingerprint], Cancellation);
        Assert.Equal(place == "behind", result.IsValid);
        Assert.Equal(place == "behind" ? "text\n" : null, result.SignedText);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("\n\n\n-----BEGIN", "\n")]
    [InlineData("\n\n-----BEGIN", "")]
    public async Task A_signature_over_nothing_covers_nothing(string beginning, string text)
    {
        var key = await KeyAsync();
        await File.WriteAllTextAsync(Text, string.Empty, Cancellation);
        await key.ClearSignAsync(Text, Signature, Cancellation);
        var signed = (await File.ReadAllTextAsync(Signature, Cancellation)).Replace(
            "\n\n\n-----BEGIN",
            beginning,
            StringComparison.Ordinal
        );
        await File.WriteAllTextAsync(Signature, $"{signed}{new string('f', 64)}  evil.iso\n", Cancellation);
        Assert.Equal(
            text,
            (await SignatureVerifier.VerifyInlineAsync(Signature, [key.Keyring], [key.Fingerprint], Cancellation)).SignedText
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task A_packed_message_is_never_unpacked()
    {
        var key = await KeyAsync();
        await File.WriteAllBytesAsync(Text, new byte[20_000_000], Cancellation);
        await key.PackSignAsync(Text, Signature, Cancellation);
        Assert.InRange(new FileInfo(Signature).Length, 1, 100_000);
        var result = await SignatureVerifier.VerifyInlineAsync(Signature, [key.Keyring], [key.Fingerprint], Cancellation);
        Assert.Equal("there is no signature: it does not begin as a clearsigned text", result.Summary);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("SHA1", null, "signed a SHA-1 digest")]
    [InlineData("SHA256", "20990101T000000", "which is in the future")]
    [InlineData("SHA256", null, null)]
    public async Task What_gpgv_calls_good_is_refused_for_a_weak_digest_or_a_time_to_come(string digest, string? now, string? reason)
    {
        await File.WriteAllTextAsync(Text, "text\n", Cancellation);
        var key = await TestKey.CreateAsync(_folder.PathOf("gpg"), Cancellation, algorithm: "rsa2048");
        await key.ClearSignAsync(Text, Signature, Cancellation, now, digest);
        var result = await SignatureVerifier.VerifyInlineAsync(Signature, [key.Keyring], [key.Fingerprint], Cancellation);
        Assert.Equal(reason is null, result.IsValid);
        Assert.Contains(reason ?? "signed by", result.Summary, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_any_keyring_nothing_is_checked_and_the_paths_are_named()
    {
        await File.WriteAllTextAsync(Text, "text\n", Cancellation);
        var result = await SignatureVerifier.VerifyDetachedAsync(Signature, Text, ["/nowhere/keys.gpg"], ["A"], Cancellation);
        Assert.True(result is { IsValid: false, IsUnchecked: true });
        Assert.Contains("/nowhere/keys.gpg", result.Summary, StringComparison.Ordinal);
    }

    private async Task<TestKey> KeyAsync()
    {
        await File.WriteAllTextAsync(Text, "text\n", Cancellation);
        return await TestKey.CreateAsync(_folder.PathOf("gpg"), Cancellation);
    }

    private async Task RefusedAsync(string reason, string[] keyrings, string fingerprint)
    {
        var result = await SignatureVerifier.VerifyDetachedAsync(Signature, Text, keyrings, [fingerprint], Cancellation);
        Assert.False(result.IsValid);
        Assert.False(result.IsUnchecked);
        Assert.Contains(reason, result.Summary, StringComparison.Ordinal);
    }
}
