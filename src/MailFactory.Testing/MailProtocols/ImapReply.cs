namespace MailFactory.Testing.MailProtocols;

/// <summary>The answer to one IMAP command (RFC 9051 section 7).</summary>
/// <param name="Status">OK, NO or BAD.</param>
/// <param name="Text">What follows the status, its response code included.</param>
/// <param name="Untagged">The untagged responses before it, without the asterisk.</param>
internal sealed record ImapReply(string Status, string Text, IReadOnlyList<string> Untagged)
{
    /// <summary>Whether the command succeeded.</summary>
    public bool IsOk => Status == "OK";

    /// <summary>Whether the server asked for more on the way (RFC 9051 section 7.6), as it does for a password.</summary>
    public bool WasAskedForMore { get; init; }

    /// <summary>The reply in one line.</summary>
    public override string ToString() => $"{Status} {Text}";
}
