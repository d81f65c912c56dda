using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using MailFactory.Testing.Amounts;
using MailFactory.Testing.Waiting;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace MailFactory.Testing.Guests;

/// <summary>A guest reached over SSH; commands run as root, through sudo unless the user is root.</summary>
internal sealed class SshGuest : IGuestCommands, IAsyncDisposable
{
    private static readonly TimeSpan _attempt = TimeSpan.FromSeconds(30);
    private const string Root = "root";
    private const long MostOutput = 32L << 20;

    // A guest that has just booted under emulation, on a host that has more to do, takes its time to open a session.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(500);
    private readonly SshClient _client;
    private readonly SshAccess _access;
    private readonly TimeProvider _time;

    private SshGuest(SshClient client, string hostKey, SshAccess access, TimeProvider time)
    {
        _client = client;
        HostKey = hostKey;
        _access = access;
        _time = time;
    }

    /// <summary>The server's public key as known_hosts has it.</summary>
    public string HostKey { get; }

    /// <summary>
    /// Connects as soon as the guest answers; throws <see cref="GuestException"/> at once when it answers and refuses the key or has
    /// another host key than it should, and with the last error when it does not answer in time.
    /// </summary>
    public static async Task<SshGuest> ConnectAsync(
        SshAccess access,
        TimeSpan timeout,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        (SshClient Client, string HostKey)? connected = null;
        var last = "no answer yet";
        try
        {
            await Wait.UntilAsync($"SSH answers on {access.Host}:{access.Port}", TryAsync, timeout, _pause, time, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (WaitTimeoutException error)
        {
            throw new GuestException($"{error.Message}; last: {last}", error);
        }

        return new SshGuest(connected!.Value.Client, connected.Value.HostKey, access, time);

        async Task<bool> TryAsync(CancellationToken token)
        {
            try
            {
                connected = await OpenAsync(access, token).ConfigureAwait(false);
                return true;
            }
            catch (SshAuthenticationException error)
            {
                last =
                    $"SSH on {access.Host}:{access.Port} refuses the key {Path.GetFileName(access.PrivateKeyPath)} of "
                    + $"{access.User}: {error.Message}";
                return access.IsKeyNew ? false : throw new GuestException(last, error);
            }
            catch (Exception error)
                when (error is SshException or SocketException or IOException or ObjectDisposedException or TimeoutException)
            {
                last = error.Message;
                return false;
            }
        }
    }

    /// <inheritdoc/>
    public async Task<GuestResult> RunAsync(string command, string? standardInput, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        using var deadline = new CancellationTokenSource(timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var run = _client.CreateCommand(AsRoot(command, standardInput, timeout), Encoding.UTF8);
            var ended = run.ExecuteAsync(either.Token);
            await SendAsync(run, standardInput, either.Token).ConfigureAwait(false);
            if (!await IsBearableAsync(run, ended).ConfigureAwait(false))
            {
                await deadline.CancelAsync().ConfigureAwait(false);
                await ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw new GuestException(
                    $"a command in the guest printed more than {Sizes.Mebibytes(MostOutput)} and was ended\n  command: {command}"
                );
            }

            await ended.ConfigureAwait(false);
            return new GuestResult(command, run.ExitStatus ?? -1, run.Result, run.Error, _time.GetElapsedTime(started));
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new GuestException($"a command in the guest did not end within {Spans.Seconds(timeout)}\n  command: {command}");
        }
        catch (Exception error) when (error is SshException or SocketException or IOException or ObjectDisposedException)
        {
            throw new GuestException(
                $"the SSH connection to {_access.Host}:{_access.Port} broke: {error.Message}\n  command: {command}",
                error
            );
        }
    }

    /// <summary>Closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        // Closing a connection whose guest is gone would wait for an answer that cannot come.
        await Task.Run(_client.Dispose).WaitAsync(TimeSpan.FromSeconds(5), _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // The guest ends the command itself a little after our deadline, as a connection that was given up ends nothing there.
    // SSH.NET sends no end of file on a standard input that nothing was written to.
    private string AsRoot(string command, string? standardInput, TimeSpan timeout)
    {
        var limit = (long)Math.Ceiling(timeout.TotalSeconds) + 5;
        var input = string.IsNullOrEmpty(standardInput) ? " </dev/null" : string.Empty;
        var root = _access.User == Root ? string.Empty : "sudo -n ";
        return $"{root}timeout -k 5 {limit} sh -c {ShellText.Quote(command)}{input}";
    }

    // SSH.NET keeps in memory what has come and was not read; what a guest prints must not fill the host's.
    private async Task<bool> IsBearableAsync(SshCommand run, Task ended)
    {
        while (!ended.IsCompleted)
        {
            await ended.WaitAsync(_look, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!ended.IsCompleted && run.OutputStream.Length + run.ExtendedOutputStream.Length > MostOutput)
            {
                return false;
            }
        }

        return true;
    }

    private static async Task SendAsync(SshCommand run, string? text, CancellationToken cancellationToken)
    {
        // A command without input may be over already, and then SSH.NET refuses to open one.
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        Stream input;
        try
        {
            input = run.CreateInputStream();
        }
        catch (InvalidOperationException)
        {
            // One that failed at once is over too; how it ended says more than that it did not read.
            return;
        }

        await using (input.ConfigureAwait(false))
        {
            await input.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<(SshClient Client, string HostKey)> OpenAsync(SshAccess access, CancellationToken cancellationToken)
    {
        var hostKey = string.Empty;
        var client = new SshClient(access.Host, access.Port, access.User, new PrivateKeyFile(access.PrivateKeyPath))
        {
            KeepAliveInterval = TimeSpan.FromSeconds(15),
        };
        client.ConnectionInfo.Timeout = _attempt;
        client.HostKeyReceived += (_, offered) =>
        {
            hostKey = KnownHost(offered.HostKey);
            offered.CanTrust = access.HostKey is null || access.HostKey == hostKey;
        };
        try
        {
            await client.ConnectAsync(cancellationToken).ConfigureAwait(false);
            client.ConnectionInfo.Timeout = _patience;
            return (client, hostKey);
        }
        catch (Exception error)
        {
            client.Dispose();
            if (access.HostKey is { } expected && hostKey.Length > 0 && hostKey != expected)
            {
                throw new GuestException(
                    $"whoever answers SSH on {access.Host}:{access.Port} is not the machine: its host key is {hostKey}, the "
                        + $"machine's is {expected}",
                    error
                );
            }

            throw;
        }
    }

    // The key's own first field names its type (RFC 4253, 6.6); the name that was negotiated may be that of a signature.
    private static string KnownHost(byte[] key)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(key);
        return $"{Encoding.ASCII.GetString(key, 4, length)} {Convert.ToBase64String(key)}";
    }
}
