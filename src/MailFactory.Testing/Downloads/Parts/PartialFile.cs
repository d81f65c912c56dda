using System.Net.Http.Headers;
using System.Threading.Channels;
using Microsoft.Win32.SafeHandles;

namespace MailFactory.Testing.Downloads.Parts;

/// <summary>The bytes of an unfinished download, which several connections fill and a later process can continue.</summary>
internal sealed class PartialFile : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Channel<bool> _grown = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private ChunkTable? _chunks;
    private SafeFileHandle? _data;
    private SafeFileHandle? _state;

    private PartialFile(string target)
    {
        Path = $"{target}.partial";
        StatePath = $"{Path}.state";
    }

    public string Path { get; }

    public string StatePath { get; }

    /// <summary>Bytes of the whole file; zero before it is begun, <see cref="long.MaxValue"/> as long as it is unknown.</summary>
    public long Total => _chunks?.Layout.Total ?? 0;

    public long Received => _chunks?.Received ?? 0;

    public bool IsComplete => _chunks is { } chunks && chunks.Received == chunks.Layout.Total;

    /// <summary>How many bytes from the beginning on are there without a gap.</summary>
    public long Frontier => _chunks?.Frontier ?? 0;

    /// <summary>Continues what an earlier process left, if that makes sense.</summary>
    public static PartialFile Open(string target)
    {
        var partial = new PartialFile(target);
        if (
            PartialState.Load(partial.StatePath) is var (layout, done)
            && new FileInfo(partial.Path) is { Exists: true } file
            && file.Length == layout.Total
        )
        {
            partial._data = File.OpenHandle(partial.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, FileOptions.Asynchronous);
            partial._chunks = new ChunkTable(layout, done);
            partial._state = PartialState.Write(partial.StatePath, layout, done);
        }

        return partial;
    }

    /// <summary>Forgets all bytes and begins a file; one of unknown size cannot be gone on with later.</summary>
    public void Begin(long? total, long chunkBytes)
    {
        Delete();
        var layout = new PartialLayout { Total = total ?? long.MaxValue, ChunkBytes = total is null ? long.MaxValue : chunkBytes };
        _chunks = new ChunkTable(layout, new long[layout.Count()]);
        _data = File.OpenHandle(
            Path,
            FileMode.Create,
            FileAccess.ReadWrite,
            FileShare.None,
            FileOptions.Asynchronous,
            preallocationSize: total ?? 0
        );
        if (total is { } known)
        {
            RandomAccess.SetLength(_data, known);
            _state = PartialState.Write(StatePath, layout, _chunks.Snapshot());
        }

        _grown.Writer.TryWrite(true);
    }

    /// <summary>The condition under which a server's bytes belong to those that are here; null when nothing tells.</summary>
    public RangeConditionHeaderValue? ConditionOf(Uri source) =>
        _chunks?.Layout.Validators.GetValueOrDefault(Key(source)) is { } validator ? Validator.Parse(validator) : null;

    /// <summary>Keeps the validator that a server sent for the file; only while no connection is at work.</summary>
    public void Know(Uri source, string? validator)
    {
        if (
            validator is null
            || _chunks is not { Layout: var layout } chunks
            || _state is null
            || layout.Validators.GetValueOrDefault(Key(source)) == validator
        )
        {
            return;
        }

        var done = chunks.Snapshot();
        var known = layout with { Validators = new Dictionary<string, string>(layout.Validators) { [Key(source)] = validator } };
        _chunks = new ChunkTable(known, done);
        _state.Dispose();
        _state = PartialState.Write(StatePath, known, done);
    }

    /// <summary>The first chunk that is neither whole nor taken, as the range that it lacks; null when there is none.</summary>
    public (int Chunk, long From, long To)? Take() => _chunks!.Take();

    /// <summary>Gives a chunk back, whole or not.</summary>
    public void Release(int chunk) => _chunks?.Release(chunk);

    /// <summary>Gives all chunks back, when no connection is at work any more.</summary>
    public void ReleaseAll() => _chunks?.ReleaseAll();

    /// <summary>
    /// Writes bytes behind those of their chunk, into following chunks too; throws <see cref="InvalidDataException"/> past the file's end.
    /// </summary>
    public async ValueTask WriteAsync(long offset, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var layout = _chunks!.Layout;
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
        if (_state is null && _chunks is { Layout: { Total: long.MaxValue } layout, Received: var received })
        {
            _chunks = new ChunkTable(layout with { Total = received }, received == 0 ? [] : [received]);
            _grown.Writer.TryWrite(true);
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

    /// <summary>Leaves the bytes for a later process if it could continue with them.</summary>
    public void Dispose()
    {
        if (_chunks is not null && (_state is null || Received == 0))
        {
            Delete();
        }

        Close();
    }

    private static string Key(Uri source) => source.GetLeftPart(UriPartial.Path);

    private void Record(int chunk, long done)
    {
        _chunks![chunk] = done;
        lock (_gate)
        {
            if (_state is not null)
            {
                PartialState.Record(_state, _chunks.Layout, chunk, done);
            }
        }

        _grown.Writer.TryWrite(true);
    }

    private void Close()
    {
        _data?.Dispose();
        _state?.Dispose();
        (_data, _state, _chunks) = (null, null, null);
    }
}
