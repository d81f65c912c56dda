namespace MailFactory.Testing.MailProtocols;

/// <summary>Writes one connection's lines into a transcript: secrets masked, long lines and long one-sided runs cut.</summary>
internal sealed class WireLog
{
    private const int LongestLine = 300;
    private const int LongestRun = 25;
    private const int LongestMention = 120;

    private readonly Transcript _transcript;
    private readonly SecretMask _mask = new();
    private readonly GuardedTalk _guarded;
    private char _side = ' ';
    private int _run;

    /// <summary>Begins the record of a connection.</summary>
    /// <param name="name">The connection's name in front of each line.</param>
    /// <param name="transcript">Where the lines go.</param>
    /// <param name="guard">What may be sent; everything when null.</param>
    public WireLog(string name, Transcript transcript, MailGuard? guard = null)
    {
        (Name, _transcript, _guarded) = (name, transcript, new GuardedTalk(guard));
        transcript.Opened(name);
    }

    /// <summary>The connection's name.</summary>
    public string Name { get; }

    /// <summary>The client's last line, without its secrets and cut; null when it said nothing yet.</summary>
    public string? LastSent { get; private set; }

    /// <summary>A message is about to be sent; throws <see cref="MailGuardException"/> when it may not be.</summary>
    public void Message() => _guarded.Message();

    /// <summary>
    /// Records a line of a client that means every word; throws <see cref="MailGuardException"/> when the mail may not be sent.
    /// </summary>
    public void Earnest(string line)
    {
        Client(line);
        _guarded.EarnestCommand(line);
    }

    /// <summary>Records a line the client sent.</summary>
    public void Client(string line)
    {
        _guarded.Command(line);
        var (masked, secrets) = _mask.Client(line);
        _transcript.Hide(secrets);
        _transcript.Sent(Name, masked);
        LastSent = masked.Length > LongestMention ? $"{masked[..LongestMention]}..." : masked;
        Write('C', masked);
    }

    /// <summary>Records a line the server sent.</summary>
    public void Server(string line)
    {
        _mask.Server(line);
        _transcript.Received(Name, line);
        Write('S', line);
    }

    /// <summary>Records something that is no line of the protocol, such as a TLS handshake.</summary>
    public void Note(string text) => Write('*', text);

    private void Write(char side, string line)
    {
        if (side != _side)
        {
            EndRun();
            _side = side;
        }

        if (++_run <= LongestRun)
        {
            var shown = line.Length > LongestLine ? $"{line[..LongestLine]}... ({line.Length} characters)" : line;
            _transcript.Add($"{Name} {side}: {shown}");
        }
    }

    private void EndRun()
    {
        if (_run > LongestRun)
        {
            _transcript.Add($"{Name} {_side}: ... {_run - LongestRun} more lines");
        }

        _run = 0;
    }
}
