using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using MailFactory.Testing.Files;
using MailFactory.Testing.Qemu.Qmp;

namespace MailFactory.Testing.Qemu;

/// <summary>
/// Takes a machine's memory out of QEMU and puts it back, over a unix socket in the machine's own folder. Every version of QEMU can do
/// that, where <c>file:</c> and mapped-ram came late and <c>exec:</c> needs a shell; and what passes is digested on its way, in one pass.
/// </summary>
internal static class MemoryTransfer
{
    private const string SocketName = "memory";
    private const int BufferBytes = 1 << 20;

    // QEMU's own limit is made for networks: 128 MiB/s.
    private const long NoLimit = 1L << 40;

    private const long LeastBytesASecond = 10_000_000;
    private static readonly TimeSpan _least = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Stops the machine and writes its memory to a new file that only its owner may read. The machine stays stopped; its disks are as
    /// the memory knows them until it goes on. Throws <see cref="MachineException"/> or <see cref="QmpException"/> when that fails.
    /// </summary>
    public static async Task<SavedMemory> SaveAsync(
        QmpConnection qmp,
        string folder,
        string path,
        long memoryBytes,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        using var deadline = new CancellationTokenSource(Longest(memoryBytes), time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var socket = Path.Combine(folder, SocketName);
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(socket));
        listener.Listen(1);
        var receiving = ReceiveAsync(listener, path, limit.Token);
        try
        {
            await qmp.ExecuteAsync("stop", arguments: null, limit.Token).ConfigureAwait(false);
            await qmp.ExecuteAsync("migrate-set-parameters", new JsonObject { ["max-bandwidth"] = NoLimit }, limit.Token)
                .ConfigureAwait(false);
            await qmp.ExecuteAsync("migrate", new JsonObject { ["uri"] = $"unix:{socket}" }, limit.Token).ConfigureAwait(false);
            await EndAsync(qmp, "save", time, limit.Token).ConfigureAwait(false);
            return await receiving.ConfigureAwait(false);
        }
        catch
        {
            await ((Task)qmp.ExecuteAsync("migrate_cancel", arguments: null, CancellationToken.None)).ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing
            );
            var isLate = deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested;
            await limit.CancelAsync().ConfigureAwait(false);
            await ((Task)receiving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            File.Delete(path);
            if (receiving.Exception?.InnerException is IOException { InnerException: not SocketException } full)
            {
                throw new MachineException($"the machine's memory could not be written: {full.Message}");
            }

            if (isLate)
            {
                throw new MachineException("QEMU did not save the machine's memory in time");
            }

            throw;
        }
        finally
        {
            File.Delete(socket);
        }
    }

    /// <summary>
    /// Gives a machine that was started with <c>-incoming defer</c> its memory. Throws <see cref="MachineException"/> when the file is not
    /// what it was, and <see cref="QmpException"/> or <see cref="MachineException"/> when QEMU does not take it.
    /// </summary>
    public static async Task LoadAsync(
        QmpConnection qmp,
        string folder,
        SavedMemory memory,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        using var deadline = new CancellationTokenSource(Longest(memory.Bytes), time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var address = Path.Combine(folder, SocketName);
        try
        {
            await qmp.ExecuteAsync("migrate-incoming", new JsonObject { ["uri"] = $"unix:{address}" }, limit.Token).ConfigureAwait(false);
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(address), limit.Token).ConfigureAwait(false);
            if (await SendAsync(socket, memory.Path, limit.Token).ConfigureAwait(false) != memory.Sha256)
            {
                throw new MachineException($"{memory.Path} is damaged: its digest is not the one that it was saved with");
            }

            await EndAsync(qmp, "load", time, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MachineException("QEMU did not load the machine's memory in time");
        }
        finally
        {
            File.Delete(address);
        }
    }

    private static TimeSpan Longest(long bytes) => _least + TimeSpan.FromSeconds(bytes / (double)LeastBytesASecond);

    private static async Task<SavedMemory> ReceiveAsync(Socket listener, string path, CancellationToken cancellationToken)
    {
        using var socket = await listener.AcceptAsync(cancellationToken).ConfigureAwait(false);
        var memory = new NetworkStream(socket);
        await using var _ = memory.ConfigureAwait(false);
        var (bytes, digest) = await PrivateFile.WriteAsync(memory, path, cancellationToken).ConfigureAwait(false);
        return new SavedMemory(path, bytes, digest);
    }

    // When QEMU takes no more, the rest is still read: its digest tells a damaged file from another reason.
    private static async Task<string> SendAsync(Socket socket, string path, CancellationToken cancellationToken)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var file = RegularFile.OpenRead(path);
        await using var _ = file.ConfigureAwait(false);
        var buffer = new byte[BufferBytes];
        var isTaken = true;
        for (int read; (read = await file.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0; )
        {
            var sending = isTaken ? TakesAsync(socket, buffer.AsMemory(0, read), cancellationToken) : Task.FromResult(false);
            digest.AppendData(buffer, 0, read);
            isTaken = await sending.ConfigureAwait(false);
        }

        if (isTaken)
        {
            socket.Shutdown(SocketShutdown.Send);
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    private static async Task<bool> TakesAsync(Socket socket, ReadOnlyMemory<byte> piece, CancellationToken cancellationToken)
    {
        try
        {
            while (piece.Length > 0)
            {
                piece = piece[await socket.SendAsync(piece, cancellationToken).ConfigureAwait(false)..];
            }

            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task EndAsync(QmpConnection qmp, string what, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            var answer = await qmp.ExecuteAsync("query-migrate", arguments: null, cancellationToken).ConfigureAwait(false);
            switch (Text(answer, "status"))
            {
                case "completed":
                    return;
                case "setup" or "active" or "device" or "pre-switchover":
                    await Task.Delay(_interval, time, cancellationToken).ConfigureAwait(false);
                    break;
                case var other:
                    throw new MachineException(
                        $"QEMU did not {what} the machine's memory: {Text(answer, "error-desc") ?? $"its status is {other ?? "unknown"}"}"
                    );
            }
        }
    }

    private static string? Text(JsonElement answer, string member) =>
        answer.TryGetProperty(member, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
