using MailFactory.Testing.Media;

namespace MailFactory.Testing.Tests.Media;

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
            Assert.Equal(key.Fingerprint, result.Fingerprint);
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
        Assert.True((await SignatureVerifier.VerifyDetachedAsync(Signature, Text, [other.ArmouredKeyring, key.ArmouredKeyring], [key.Fingerprint], Cancellation)).IsValid);
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

    [Fact(Timeout = 60_000)]
    public async Task Only_what_a_clearsigned_file_signs_is_read_and_not_what_stands_around_it()
    {
        var key = await KeyAsync();
        await key.ClearSignAsync(Text, Signature, Cancellation);
        var signed = await File.ReadAllTextAsync(Signature, Cancellation);
        await File.WriteAllTextAsync(Signature, $"{new string('f', 64)}  evil.iso\n{signed}{new string('e', 64)}  evil.iso\n", Cancellation);
        var result = await SignatureVerifier.VerifyInlineAsync(Signature, [key.Keyring], [key.Fingerprint], Cancellation);
        Assert.DoesNotContain("evil", result.SignedText, StringComparison.Ordinal);
        Assert.Equal(result.IsValid, result.SignedText == "text\n");
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
