namespace MailFactory.Testing.Downloads.Parts;

/// <summary>How many bytes each chunk of an unfinished file has, and which chunks a connection is filling.</summary>
/// <param name="layout">How the file is cut.</param>
/// <param name="done">Bytes of each chunk.</param>
internal sealed class ChunkTable(PartialLayout layout, long[] done)
{
    private readonly Lock _gate = new();
    private readonly HashSet<int> _taken = [];
    private int _whole;

    public PartialLayout Layout { get; } = layout;

    /// <summary>Bytes of all chunks.</summary>
    public long Received
    {
        get
        {
            lock (_gate)
            {
                return done.Sum();
            }
        }
    }

    /// <summary>How many bytes from the beginning on are there without a gap.</summary>
    public long Frontier
    {
        get
        {
            lock (_gate)
            {
                while (_whole < done.Length && done[_whole] == Layout.LengthOf(_whole))
                {
                    _whole++;
                }

                return _whole == done.Length ? Layout.Total : Layout.StartOf(_whole) + done[_whole];
            }
        }
    }

    public long this[int chunk]
    {
        set
        {
            lock (_gate)
            {
                done[chunk] = value;
            }
        }
    }

    /// <summary>The bytes of each chunk at this moment.</summary>
    public long[] Snapshot()
    {
        lock (_gate)
        {
            return [.. done];
        }
    }

    /// <summary>The first chunk that is neither whole nor taken, as the range that it lacks; null when there is none.</summary>
    public (int Chunk, long From, long To)? Take()
    {
        lock (_gate)
        {
            var free = Enumerable
                .Range(_whole, done.Length - _whole)
                .FirstOrDefault(chunk => done[chunk] < Layout.LengthOf(chunk) && !_taken.Contains(chunk), -1);
            return free >= 0 && _taken.Add(free)
                ? (free, Layout.StartOf(free) + done[free], Layout.StartOf(free) + Layout.LengthOf(free) - 1)
                : null;
        }
    }

    /// <summary>Gives a chunk back, whole or not.</summary>
    public void Release(int chunk)
    {
        lock (_gate)
        {
            _taken.Remove(chunk);
        }
    }

    /// <summary>Gives all chunks back, when no connection is at work any more.</summary>
    public void ReleaseAll()
    {
        lock (_gate)
        {
            _taken.Clear();
        }
    }
}
