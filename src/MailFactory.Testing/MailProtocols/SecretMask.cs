using System.Text.RegularExpressions;

namespace MailFactory.Testing.MailProtocols;

/// <summary>
/// Masks credentials in the client's lines of one SMTP, IMAP, POP3 or ManageSieve connection. An exchange of secrets ends only with the
/// reply that ends its command, whatever else the server says in between (RFC 9051 section 2.2.2, RFC 4954 section 4, RFC 5034 section 4).
/// </summary>
internal sealed partial class SecretMask
{
    /// <summary>What stands in the place of a secret.</summary>
    public const string Masked = "****";

    private Regex? _end;

    /// <summary>The client's line with its secret part replaced by asterisks, and the words that were replaced.</summary>
    public (string Line, IReadOnlyList<string> Secrets) Client(string line)
    {
        if (_end is not null)
        {
            return line == "*" ? (line, []) : (Masked, Words(line));
        }

        var match = Credential().Match(line);
        if (!match.Success)
        {
            return (line, []);
        }

        // The tag of IMAP stands before the command, so the reply with that tag ends it.
        _end = match.Groups["tag"].Value is { Length: > 0 } tag ? new Regex($"^{Regex.Escape(tag)} ", RegexOptions.IgnoreCase) : End();
        var (head, secret) = (match.Groups["head"].Value, match.Groups["secret"].Value.Trim());
        return secret.Length > 0 ? ($"{head} {Masked}", Words(secret)) : (head, []);
    }

    /// <summary>Takes note of a server's line: the reply that ends the command ends the exchange of secrets.</summary>
    public void Server(string line)
    {
        if (_end?.IsMatch(line) == true)
        {
            _end = null;
        }
    }

    private static string[] Words(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim('"'))];

    [GeneratedRegex(
        @"^(?<head>AUTH\s+\S+|(?:(?<tag>\S+)\s+)?AUTHENTICATE\s+\S+|(?<tag>\S+)\s+LOGIN\s+(?:""(?:[^""\\]|\\.)*""|\S+)|PASS|APOP\s+\S+)(?<secret>\s.*)?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Credential();

    // SMTP: any code but 334, in the last line of its reply; POP3: +OK or -ERR; ManageSieve: OK, NO or BYE.
    [GeneratedRegex(@"^(?:(?!334)\d{3}(?: |$)|\+OK\b|-ERR\b|OK\b|NO\b|BYE\b)", RegexOptions.IgnoreCase)]
    private static partial Regex End();
}
