using System.Text.RegularExpressions;

namespace MailFactory.Testing.MailProtocols;

/// <summary>Follows what a client says on one connection, and knows to whom the message would go that comes next.</summary>
/// <param name="guard">What may be sent; everything when null.</param>
internal sealed partial class GuardedTalk(MailGuard? guard)
{
    private readonly List<string> _recipients = [];

    /// <summary>A command, before or after it was sent.</summary>
    public void Command(string line)
    {
        if (Recipient().Match(line) is { Success: true } recipient)
        {
            _recipients.Add(recipient.Groups["address"].Value);
        }
        else if (Beginning().IsMatch(line))
        {
            _recipients.Clear();
        }
    }

    /// <summary>A command of a client that means every word: a recipient who may not be written to ends the talk.</summary>
    public void EarnestCommand(string line)
    {
        Command(line);
        if (Content().IsMatch(line))
        {
            Message();
        }
        else if (_recipients.Count > 0)
        {
            guard?.Ensure(_recipients);
        }
    }

    /// <summary>A message is about to be sent; throws <see cref="MailGuardException"/> when it may not be.</summary>
    public void Message() => guard?.Count(_recipients);

    [GeneratedRegex("^RCPT TO:<(?<address>[^>]*)>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Recipient();

    [GeneratedRegex("^(MAIL FROM:|RSET|EHLO|HELO|STARTTLS)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Beginning();

    [GeneratedRegex("^(DATA|BDAT [0-9]+ LAST)$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Content();
}
