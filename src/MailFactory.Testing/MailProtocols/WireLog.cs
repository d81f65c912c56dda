namespace MailFactory.Testing.MailProtocols;

/// <summary>Writes one connection's lines into a transcript: secrets masked, long lines and long one-sided runs cut.</summary>
/// <param name="name">The connection's name in front of each line.</param>
/// <param name="transcript">Where the lines go.</param>
internal sealed class WireLog(string name, Transcript transcript)
{
    private const int LongestLine = 300;
    private const int LongestRun = 25;

    private readonly SecretMask _mask = new();
    private char _side = ' ';
    private int _run;

    /// <summary>Records a line the client sent.</summary>
    public void Client(string line) => Write('C', _mask.Client(line));

    /// <summary>Records a line the server sent.</summary>
    public void Server(string line)
    {
        _mask.Server(line);
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
            transcript.Add($"{name} {side}: {(line.Length > LongestLine ? $"{line[..LongestLine]}... ({line.Length} characters)" : line)}");
        }
    }

    private void EndRun()
    {
        if (_run > LongestRun)
        {
            transcript.Add($"{name} {_side}: ... {_run - LongestRun} more lines");
        }

        _run = 0;
    }
}
