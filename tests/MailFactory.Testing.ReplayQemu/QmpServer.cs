using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MailFactory.Testing.ReplayQemu;

/// <summary>The QMP side of a replayed machine: one client at a time, JSON objects, one a line (QEMU's docs/interop/qmp-spec).</summary>
internal sealed class QmpServer : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly TaskCompletionSource _continued = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _quit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _poweredDown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _writing = new(1);
    private StreamWriter? _writer;
    private int _requests;

    public QmpServer(string socketPath)
    {
        _listener.Bind(new UnixDomainSocketEndPoint(socketPath));
        _listener.Listen(1);
        _ = ServeAsync();
    }

    /// <summary>Completes when the machine is told to go on.</summary>
    public Task Continued => _continued.Task;

    /// <summary>Completes when QEMU is told to quit.</summary>
    public Task Quit => _quit.Task;

    /// <summary>Completes when the power button is pressed.</summary>
    public Task PoweredDown => _poweredDown.Task;

    /// <summary>Whether the guest works on its disk, so that each look finds more requests.</summary>
    public bool IsDiskBusy { get; set; } = true;

    /// <summary>Tells the client what happened.</summary>
    public Task SendEventAsync(string name, JsonObject data) =>
        SendAsync(
            new JsonObject
            {
                ["timestamp"] = new JsonObject { ["seconds"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), ["microseconds"] = 0 },
                ["event"] = name,
                ["data"] = data,
            }
        );

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        if (_writer is not null)
        {
            await _writer.DisposeAsync();
        }
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            await ServeAsync(await _listener.AcceptAsync());
        }
    }

    private async Task ServeAsync(Socket client)
    {
        var stream = new NetworkStream(client, ownsSocket: true);
        using var reader = new StreamReader(stream);
        _writer = new StreamWriter(stream) { AutoFlush = true, NewLine = "\r\n" };
        await SendAsync(
            JsonNode.Parse("""{"QMP":{"version":{"qemu":{"micro":0,"minor":0,"major":0},"package":"replay"},"capabilities":[]}}""")!
        );
        while (await reader.ReadLineAsync() is { } line)
        {
            var request = JsonNode.Parse(line)!;
            await SendAsync(
                new JsonObject
                {
                    ["return"] = Answer((string)request["execute"]!, request["arguments"]),
                    ["id"] = request["id"]?.DeepClone(),
                }
            );
            if ((string)request["execute"]! == "quit")
            {
                await SendEventAsync("SHUTDOWN", new JsonObject { ["guest"] = false, ["reason"] = "host-qmp-quit" });
                _quit.TrySetResult();
            }
        }
    }

    private JsonNode Answer(string command, JsonNode? arguments)
    {
        switch (command)
        {
            case "cont":
                _continued.TrySetResult();
                break;
            case "system_powerdown":
                _poweredDown.TrySetResult();
                break;
            case "screendump":
                File.WriteAllBytes((string)arguments!["filename"]!, Picture.Png);
                break;
            case "query-blockstats":
                _requests += IsDiskBusy ? 1 : 0;
                return JsonNode.Parse(
                    JsonSerializer.Serialize(
                        new[]
                        {
                            new
                            {
                                stats = new
                                {
                                    rd_bytes = 0L,
                                    wr_bytes = 512L * _requests,
                                    rd_operations = 0L,
                                    wr_operations = (long)_requests,
                                    flush_operations = 0L,
                                },
                            },
                        }
                    )
                )!;
            case "human-monitor-command":
                return JsonValue.Create(string.Empty);
            case "query-status":
                return new JsonObject { ["running"] = true, ["status"] = "running" };
        }

        return new JsonObject();
    }

    private async Task SendAsync(JsonNode message)
    {
        await _writing.WaitAsync();
        try
        {
            await (_writer?.WriteLineAsync(message.ToJsonString()) ?? Task.CompletedTask);
        }
        catch (IOException)
        {
            // The client has gone; nobody is left to be told.
        }
        finally
        {
            _writing.Release();
        }
    }
}
