namespace MailFactory.Testing.Tests.MailProtocols;

/// <summary>The order of SMTP's commands, for a server that keeps to it.</summary>
/// <param name="script">What the server remembers when it should not.</param>
internal sealed class CommandOrder(Script script)
{
    private bool _greeted;
    private bool _hasSender;
    private bool _hasRecipient;

    public bool Allows(string line) =>
        Verb(line) switch
        {
            "MAIL" => _greeted,
            "RCPT" => _hasSender,
            "DATA" => _hasRecipient,
            _ => true,
        };

    public bool HasRecipient => _hasRecipient;

    public void Note(string line, string reply)
    {
        var isTaken = reply.StartsWith("250", StringComparison.Ordinal);
        switch (Verb(line))
        {
            case "EHLO" or "HELO":
                _greeted = true;
                _hasSender = _hasRecipient = false;
                break;
            case "MAIL":
                _hasSender |= isTaken;
                _hasRecipient = false;
                break;
            case "RCPT":
                _hasRecipient |= isTaken;
                break;
            case "DATA":
            case "RSET" when !script.RemembersAcrossReset:
                _hasSender = _hasRecipient = false;
                break;
            case "STARTTLS" when !script.RemembersAcrossTls:
                _greeted = _hasSender = _hasRecipient = false;
                break;
            default:
                break;
        }
    }

    private static string Verb(string line) => line.Split(' ')[0].ToUpperInvariant();
}
