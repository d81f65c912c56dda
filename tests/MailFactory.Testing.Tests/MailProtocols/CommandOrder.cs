namespace MailFactory.Testing.Tests.MailProtocols;

/// <summary>The order of SMTP's commands, for a server that keeps to it.</summary>
internal sealed class CommandOrder
{
    private bool _greeted;
    private bool _hasRecipient;

    public bool Allows(string line) =>
        Verb(line) switch
        {
            "MAIL" => _greeted,
            "DATA" => _hasRecipient,
            _ => true,
        };

    public void Note(string line, string reply)
    {
        switch (Verb(line))
        {
            case "EHLO" or "HELO":
                _greeted = true;
                break;
            case "RCPT":
                _hasRecipient |= reply.StartsWith("250", StringComparison.Ordinal);
                break;
            case "RSET" or "MAIL" or "DATA":
                _hasRecipient = false;
                break;
            default:
                break;
        }
    }

    private static string Verb(string line) => line.Split(' ')[0].ToUpperInvariant();
}
