using System.Net;
using System.Net.Sockets;
using MailFactory.Testing.Guests;

namespace MailFactory.Testing.IntegrationTests.Provisioning.Factory;

/// <summary>A machine that is there, for lines that ask nothing of it: its SSH server greets, and its commands all succeed.</summary>
internal sealed class GreetingMachine : IGuestCommands, IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _serving;

    public GreetingMachine()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>The commands that were run in it.</summary>
    public List<string> Commands { get; } = [];

    /// <summary>Its port on the loopback address.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Task<GuestResult> RunAsync(string command, string? standardInput, TimeSpan timeout, CancellationToken cancellationToken)
    {
        Commands.Add(command);
        return Task.FromResult(
            new GuestResult(
                command,
                0,
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl machine\n",
                string.Empty,
                TimeSpan.Zero
            )
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await ((Task)_serving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _ending.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(_ending.Token);
            await client.GetStream().WriteAsync("SSH-2.0-machine\r\n"u8.ToArray(), _ending.Token);
        }
    }
}
