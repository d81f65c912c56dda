namespace MailFactory.Testing.MailProtocols;

/// <summary>The evidence of one check: what was said on all its connections, line by line. Safe for several threads.</summary>
internal sealed class Transcript
{
    private const int Half = 300;
    private const int ShortestSecret = 4;

    private readonly Lock _lock = new();
    private readonly List<string> _head = [];
    private readonly Queue<string> _tail = new();
    private readonly HashSet<string> _secrets = new(StringComparer.Ordinal);
    private int _leftOut;
    private LastExchange? _last;

    /// <summary>Told whenever a line comes in, which is a sign of progress.</summary>
    internal Action? Added { get; init; }

    /// <summary>What was said last on the connection that was used last; null when nothing was.</summary>
    internal LastExchange? Last
    {
        get
        {
            lock (_lock)
            {
                return _last;
            }
        }
    }

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

    /// <summary>
    /// Adds a line; line breaks inside become spaces, and secrets that were sent before, which a server may echo, asterisks.
    /// </summary>
    public void Add(string line)
    {
        Added?.Invoke();
        lock (_lock)
        {
            line = Mask(line.ReplaceLineEndings(" "));
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

    /// <summary>The text without the secrets that were sent so far.</summary>
    internal string Mask(string text)
    {
        lock (_lock)
        {
            return _secrets.Aggregate(text, (masked, secret) => masked.Replace(secret, SecretMask.Masked, StringComparison.Ordinal));
        }
    }

    /// <summary>Keeps these words out of all that is added from now on; what has fewer than four characters is no secret.</summary>
    internal void Hide(IEnumerable<string> secrets)
    {
        lock (_lock)
        {
            _secrets.UnionWith(secrets.Where(secret => secret.Length >= ShortestSecret));
        }
    }

    /// <summary>Notes that a connection was begun.</summary>
    internal void Opened(string connection)
    {
        lock (_lock)
        {
            _last = new LastExchange(connection, Sent: null, Received: null);
        }
    }

    /// <summary>Notes what was sent last; <paramref name="line"/> holds no secret.</summary>
    internal void Sent(string connection, string line)
    {
        lock (_lock)
        {
            _last = new LastExchange(connection, line, Received: null);
        }
    }

    /// <summary>Notes what was received last.</summary>
    internal void Received(string connection, string line)
    {
        lock (_lock)
        {
            _last = new LastExchange(connection, _last?.Connection == connection ? _last.Sent : null, line);
        }
    }
}
