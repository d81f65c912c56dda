using System.Net.Http.Headers;
using System.Threading.Channels;
using Microsoft.Win32.SafeHandles;

namespace MailFactory.Testing.Media;

/// <summary>The bytes of an unfinished download, which several connections fill and a later process can go on with.</summary>
internal sealed class PartialFile : IDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<int> _taken = [];
    private readonly Channel<bool> _grown = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private PartialLayout? _layout;
    private long[] _done = [];
    private int _whole;
    private SafeFileHandle? _data;
    private SafeFileHandle? _state;

    private PartialFile(string target)
    {
        Path = $"{target}.partial";
        StatePath = $"{Path}.state";
    }

    public string Path { get; }

    public string StatePath { get; }

    /// <summary>Whether anything is known about the file yet.</summary>
    public bool IsBegun => _layout is not null;

    public long Total => _layout?.Total ?? 0;

    public long Received
    {
        get
        {
            lock (_gate)
            {
                return _done.Sum();
            }
        }
    }

    public bool IsComplete => _layout is { } layout && Received == layout.Total;

    /// <summary>How many bytes from the beginning on are there without a gap.</summary>
    public long Frontier
    {
        get
        {
            lock (_gate)
            {
                return _layout is not { } layout ? 0 : _whole == _done.Length ? layout.Total : layout.StartOf(_whole) + _done[_whole];
            }
        }
    }

    /// <summary>Goes on with what an earlier process left, if that makes sense.</summary>
    public static PartialFile Open(string target)
    {
        var partial = new PartialFile(target);
        if (PartialState.Load(partial.StatePath) is var (layout, done) && new FileInfo(partial.Path) is { Exists: true } file && file.Length == layout.Total)
        {
            (partial._layout, partial._done) = (layout, done);
            partial._data = File.OpenHandle(partial.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, FileOptions.Asynchronous);
            partial._state = PartialState.Write(partial.StatePath, layout, done);
            partial.Advance();
        }

        return partial;
    }

    /// <summary>Forgets all bytes and begins a file; one of unknown size cannot be gone on with later.</summary>
    public void Begin(long? total, long chunkBytes)
    {
        Delete();
        _layout = new PartialLayout { Total = total ?? long.MaxValue, ChunkBytes = total is null ? long.MaxValue : chunkBytes };
        _done = new long[_layout.Count()];
        _data = File.OpenHandle(Path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, FileOptions.Asynchronous, preallocationSize: total ?? 0);
        if (total is { } known)
        {
            RandomAccess.SetLength(_data, known);
            _state = PartialState.Write(StatePath, _layout, _done);
        }

        Advance();
    }

    /// <summary>The condition under which a server's bytes belong to those that are here; null when nothing tells.</summary>
    public RangeConditionHeaderValue? ConditionOf(Uri source) =>
        _layout?.Validators.GetValueOrDefault(Key(source)) is { } validator ? Validator.Parse(validator) : null;

    /// <summary>Keeps the validator that a server sent for the file.</summary>
    public void Know(Uri source, string? validator)
    {
        lock (_gate)
        {
            if (validator is null || _layout is not { } layout || _state is null || layout.Validators.GetValueOrDefault(Key(source)) == validator)
            {
                return;
            }

            _layout = layout with { Validators = new Dictionary<string, string>(layout.Validators) { [Key(source)] = validator } };
            _state.Dispose();
            _state = PartialState.Write(StatePath, _layout, _done);
        }
    }

    /// <summary>The first chunk that is neither whole nor taken, as the range that it lacks; null when there is none.</summary>
    public (int Chunk, long From, long To)? Take()
    {
        lock (_gate)
        {
            var layout = _layout!;
            var free = Enumerable.Range(_whole, _done.Length - _whole).FirstOrDefault(chunk => _done[chunk] < layout.LengthOf(chunk) && !_taken.Contains(chunk), -1);
            return free >= 0 && _taken.Add(free) ? (free, layout.StartOf(free) + _done[free], layout.StartOf(free) + layout.LengthOf(free) - 1) : null;
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

    /// <summary>Writes bytes behind those of their chunk, into following chunks too; throws <see cref="InvalidDataException"/> past the file's end.</summary>
    public async ValueTask WriteAsync(long offset, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var layout = _layout!;
        while (bytes.Length > 0)
        {
            if (offset >= layout.Total)
            {
                throw new InvalidDataException($"more bytes than the {layout.Total} announced");
            }

            var chunk = (int)(offset / layout.ChunkBytes);
            var within = offset - layout.StartOf(chunk);
            var part = bytes[..(int)Math.Min(bytes.Length, layout.LengthOf(chunk) - within)];
            await RandomAccess.WriteAsync(_data!, part, offset, cancellationToken).ConfigureAwait(false);
            Record(chunk, within + part.Length);
            (offset, bytes) = (offset + part.Length, bytes[part.Length..]);
        }
    }

    public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken) =>
        RandomAccess.ReadAsync(_data!, buffer, offset, cancellationToken);

    /// <summary>Waits until the frontier may have moved.</summary>
    public ValueTask<bool> WhenGrownAsync(CancellationToken cancellationToken) => _grown.Reader.ReadAsync(cancellationToken);

    /// <summary>A file of unknown size ends with its last byte.</summary>
    public void EndHere()
    {
        if (_state is null && _layout is { Total: long.MaxValue } layout)
        {
            lock (_gate)
            {
                _layout = layout with { Total = _done[0] };
                _done = _done[0] == 0 ? [] : _done;
            }

            Advance();
        }
    }

    public void MoveTo(string finished)
    {
        Close();
        File.Move(Path, finished, overwrite: true);
        File.Delete(StatePath);
    }

    public void Delete()
    {
        Close();
        File.Delete(StatePath);
        File.Delete(Path);
    }

    public void Dispose()
    {
        var isOfUse = _state is not null && Received > 0;
        if (!isOfUse && IsBegun)
        {
            Delete();
        }

        Close();
    }

    private static string Key(Uri source) => source.GetLeftPart(UriPartial.Path);

    private void Record(int chunk, long done)
    {
        lock (_gate)
        {
            _done[chunk] = done;
            if (_state is not null)
            {
                PartialState.Record(_state, _layout!, chunk, done);
            }
        }

        Advance();
    }

    private void Advance()
    {
        lock (_gate)
        {
            while (_whole < _done.Length && _done[_whole] == _layout!.LengthOf(_whole))
            {
                _whole++;
            }
        }

        _grown.Writer.TryWrite(true);
    }

    private void Close()
    {
        lock (_gate)
        {
            _data?.Dispose();
            _state?.Dispose();
            (_data, _state, _layout, _done, _whole) = (null, null, null, [], 0);
            _taken.Clear();
        }
    }
}
