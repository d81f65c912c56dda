using System.Text.RegularExpressions;

namespace MailFactory.Testing.MailProtocols;

/// <summary>Masks credentials in the lines of one SMTP, IMAP or POP3 connection; follows challenges over several lines.</summary>
internal sealed partial class SecretMask
{
    private const string Masked = "****";

    private bool _nextClientLineIsSecret;

    /// <summary>The client's line with its secret part replaced by asterisks.</summary>
    public string Client(string line)
    {
        if (_nextClientLineIsSecret)
        {
            return line == "*" ? line : Masked;
        }

        var match = Credential().Match(line);
        if (!match.Success)
        {
            return line;
        }

        _nextClientLineIsSecret = true;
        var head = match.Groups["head"].Value;
        return match.Groups["secret"].Value.Trim().Length > 0 ? $"{head} {Masked}" : head;
    }

    /// <summary>Takes note of a server's line: anything but a challenge ends the exchange of secrets.</summary>
    public void Server(string line)
    {
        if (!Challenge().IsMatch(line))
        {
            _nextClientLineIsSecret = false;
        }
    }

    [GeneratedRegex(
        @"^(?:(?<head>AUTH\s+\S+)|(?<head>\S+\s+AUTHENTICATE\s+\S+)|(?<head>\S+\s+LOGIN\s+(?:""(?:[^""\\]|\\.)*""|\S+))|(?<head>PASS)|(?<head>APOP\s+\S+))(?<secret>\s.*)?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Credential();

    [GeneratedRegex(@"^(?:334(?:[ -]|$)|\+(?: |$))")]
    private static partial Regex Challenge();
}
