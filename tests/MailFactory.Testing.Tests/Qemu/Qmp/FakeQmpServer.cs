using System.Net.Sockets;
using System.Text.Json;
using MailFactory.Testing.Qemu.Qmp;

namespace MailFactory.Testing.Tests.Qemu.Qmp;

/// <summary>The other end of a real unix socket, where a test says QEMU's lines itself.</summary>
internal sealed class FakeQmpServer : IAsyncDisposable
{
    private const string Greeting = """{"QMP": {"version": {"qemu": {"micro": 22, "minor": 2, "major": 7}}, "capabilities": ["oob"]}}""";

    private readonly TemporaryFolder _folder = new();
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private StreamReader? _reader;
    private StreamWriter? _writer;

    public FakeQmpServer()
    {
        _listener.Bind(new UnixDomainSocketEndPoint(SocketPath));
        _listener.Listen();
    }

    public string SocketPath => _folder.PathOf("qmp");

    /// <summary>Accepts, greets and answers the negotiation; returns our end of the session.</summary>
    public async Task<QmpConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connecting = QmpConnection.ConnectAsync(SocketPath, cancellationToken);
        await AcceptAsync(cancellationToken);
        await SayAsync(Greeting);
        var request = await HearAsync(cancellationToken);
        Assert.Equal("qmp_capabilities", request.GetProperty("execute").GetString());
        await AnswerAsync(request, "{}");
        return await connecting;
    }

    public async Task AcceptAsync(CancellationToken cancellationToken)
    {
        var stream = new NetworkStream(await _listener.AcceptAsync(cancellationToken), ownsSocket: true);
        _reader = new StreamReader(stream);
        _writer = new StreamWriter(stream) { AutoFlush = true, NewLine = "\r\n" };
    }

    public async Task SayAsync(string line) => await _writer!.WriteLineAsync(line);

    public async Task SayPieceAsync(string piece) => await _writer!.WriteAsync(piece);

    public async Task<JsonElement> HearAsync(CancellationToken cancellationToken) =>
        JsonElement.Parse((await _reader!.ReadLineAsync(cancellationToken))!);

    public Task AnswerAsync(JsonElement request, string result) =>
        SayAsync($$"""{"return": {{result}}, "id": {{request.GetProperty("id").GetRawText()}}}""");

    public void Close() => _writer!.Dispose();

    public ValueTask DisposeAsync()
    {
        _writer?.Dispose();
        _listener.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
