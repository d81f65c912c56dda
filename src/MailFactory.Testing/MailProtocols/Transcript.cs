namespace MailFactory.Testing.MailProtocols;

/// <summary>The evidence of one check: what was said on all its connections, line by line. Safe for several threads.</summary>
public sealed class Transcript
{
    private const int Half = 300;

    private readonly Lock _lock = new();
    private readonly List<string> _head = [];
    private readonly Queue<string> _tail = new();
    private int _leftOut;

    /// <summary>The lines so far; of a long talk the first 300, how many were left out, and the last 300.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lock)
            {
                return _leftOut == 0 ? [.. _head, .. _tail] : [.. _head, $"... {_leftOut} lines left out ...", .. _tail];
            }
        }
    }

    /// <summary>Adds a line that must hold no secret; line breaks inside become spaces.</summary>
    public void Add(string line)
    {
        line = line.ReplaceLineEndings(" ");
        lock (_lock)
        {
            if (_head.Count < Half)
            {
                _head.Add(line);
                return;
            }

            _tail.Enqueue(line);
            if (_tail.Count > Half)
            {
                _tail.Dequeue();
                _leftOut++;
            }
        }
    }
}
