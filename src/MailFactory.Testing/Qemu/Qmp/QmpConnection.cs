using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MailFactory.Testing.Foreign;

namespace MailFactory.Testing.Qemu.Qmp;

/// <summary>
/// A session of the QEMU Machine Protocol: JSON objects, one a line, over a unix socket (QEMU's docs/interop/qmp-spec).
/// </summary>
internal sealed class QmpConnection : IAsyncDisposable
{
    private const int LongestAnswerTold = 200;

    private readonly Stream _stream;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly ConcurrentQueue<QmpEvent> _events = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _pending = new();
    private readonly TaskCompletionSource _greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;
    private long _lastId;
    private volatile bool _isClosed;

    private QmpConnection(Stream stream)
    {
        _stream = stream;
        _reading = ReadAsync();
    }

    /// <summary>The events received so far.</summary>
    public IReadOnlyList<QmpEvent> Events => [.. _events];

    /// <summary>Completes when the other side has closed the connection.</summary>
    public Task Closed => _reading;

    /// <summary>Connects to QEMU's socket and negotiates capabilities.</summary>
    /// <param name="socketPath">The unix socket; at most 107 bytes long, see unix(7).</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<QmpConnection> ConnectAsync(string socketPath, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        return await OverAsync(new NetworkStream(socket, ownsSocket: true), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Speaks QMP over a stream, which the connection then owns; waits for the greeting and negotiates capabilities.</summary>
    public static async Task<QmpConnection> OverAsync(Stream stream, CancellationToken cancellationToken)
    {
        var connection = new QmpConnection(stream);
        try
        {
            await connection._greeted.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            await connection.ExecuteAsync("qmp_capabilities", arguments: null, cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Executes a command and returns its result; throws <see cref="QmpException"/> when QEMU refuses or goes away.</summary>
    public async Task<JsonElement> ExecuteAsync(string command, JsonObject? arguments, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture);
        var request = new JsonObject { ["execute"] = command, ["id"] = id };
        if (arguments is not null)
        {
            request["arguments"] = arguments;
        }

        var reply = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending[id] = reply;
        try
        {
            await SendAsync(request.ToJsonString() + "\n", command, cancellationToken).ConfigureAwait(false);
            return Result(command, await reply.Task.WaitAsync(cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            _pending.TryRemove(id, out _);
        }
    }

    /// <summary>Closes the connection; QEMU keeps running.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync().ConfigureAwait(false);
        await _reading.ConfigureAwait(false);
        _writing.Dispose();
    }

    private static JsonElement Result(string command, JsonElement reply) =>
        reply.TryGetProperty("return", out var result)
            ? result
            : throw new QmpException(
                $"QEMU refused '{command}': {ErrorText(reply, "desc") ?? ForeignText.Cut(reply.GetRawText(), LongestAnswerTold)}"
            )
            {
                ErrorClass = ErrorText(reply, "class"),
            };

    private static string? ErrorText(JsonElement reply, string member) =>
        reply.TryGetProperty("error", out var error)
        && error.ValueKind == JsonValueKind.Object
        && error.TryGetProperty(member, out var text)
        && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;

    private async Task SendAsync(string line, string command, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_isClosed)
            {
                throw Gone($"before '{command}' could be sent");
            }

            await _stream.WriteAsync(Encoding.UTF8.GetBytes(line), cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            throw Gone($"while '{command}' was sent");
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            using var reader = new StreamReader(_stream, leaveOpen: true);
            while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                Receive(line);
            }
        }
        catch (Exception error)
            when (error is IOException or ObjectDisposedException or JsonException or SocketException or InvalidOperationException)
        {
            // Whatever ends the conversation, also an answer of another shape than QMP's, the waiting callers are told below.
        }

        _isClosed = true;
        _greeted.TrySetException(Gone("before it greeted"));
        foreach (var reply in _pending.Values)
        {
            reply.TrySetException(Gone("before it answered"));
        }
    }

    private void Receive(string line)
    {
        if (line.Length == 0)
        {
            return;
        }

        var message = JsonElement.Parse(line);
        if (message.TryGetProperty("QMP", out _))
        {
            _greeted.TrySetResult();
        }
        else if (message.TryGetProperty("event", out var name))
        {
            _events.Enqueue(
                new QmpEvent(name.GetString()!, message.TryGetProperty("data", out var data) ? data : default)
                {
                    At = QmpEvent.MomentOf(message),
                }
            );
        }
        else if (message.TryGetProperty("id", out var id) && _pending.TryGetValue(id.GetString()!, out var reply))
        {
            reply.TrySetResult(message);
        }
    }

    private static QmpException Gone(string when) => new($"QEMU closed the QMP connection {when}");
}
