using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MailFactory.Benchmarks.Measuring;
using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu.Network;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace MailFactory.Benchmarks.Contests;

/// <summary>
/// The client with which the suite loads a server, its transcript included, against Postfix's own generator of load, on the same server:
/// smtp-sink, which takes mail and throws it away, so that only the clients are measured. Without TLS and login, which neither of the
/// two programs has.
/// </summary>
internal static class MailClient
{
    /// <summary>What its name begins with.</summary>
    public const string Id = "mail client";

    private const string Source = "smtp-source";
    private const string Sink = "smtp-sink";
    private const int Messages = 2000;
    private const int Sessions = 16;
    private const string From = "a@example.org";
    private const string To = "b@example.org";

    // As long as the message of ours.
    private const int Length = 420;

    /// <summary>Runs it; nothing where Postfix's programs are not installed.</summary>
    public static async Task<IReadOnlyList<Ratio>> RunAsync(
        Func<Contest, CancellationToken, Task<IReadOnlyList<Ratio>>> run,
        CancellationToken cancellationToken
    )
    {
        if (ToolRunner.Find(Source) is null || ToolRunner.Find(Sink) is null)
        {
            return [];
        }

        var port = HostPorts.Forward(25)[0].HostPort;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var serving = ToolRunner.RunAsync(Command(Sink, "-u", Environment.UserName, $"127.0.0.1:{port}", "256"), end.Token);
        try
        {
            await ListensAsync(port, serving, cancellationToken);
            return await run(Of(port), cancellationToken);
        }
        finally
        {
            await end.CancelAsync();
            await ((Task)serving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static Contest Of(int port) =>
        new()
        {
            Id = $"{Id}, {Messages} messages in {Sessions} sessions",
            Title = $"{Messages} messages of {Length} bytes in {Sessions} sessions to smtp-sink",
            Ours = Contestant.Of(
                "the suite's client",
                token => Task.WhenAll(Enumerable.Range(0, Sessions).Select(_ => SendAsync(port, Messages / Sessions, token)))
            ),
            Others =
            [
                (
                    Contestant.Of(
                        Source,
                        Command(
                            Source,
                            "-d",
                            "-s",
                            Text(Sessions),
                            "-m",
                            Text(Messages),
                            "-l",
                            Text(Length),
                            "-f",
                            From,
                            "-t",
                            To,
                            $"127.0.0.1:{port}"
                        )
                    ),
                    null
                ),
            ],
            Rounds = 5,
        };

    private static async Task SendAsync(int port, int count, CancellationToken cancellationToken)
    {
        using var client = new SmtpClient(new MailKitLog(new WireLog("smtp", new Transcript(), guard: null)));
        await client.ConnectAsync("127.0.0.1", port, SecureSocketOptions.None, cancellationToken);
        for (var number = 0; number < count; number++)
        {
            using var message = TestMail.Create(From, $"number {number}", To);
            await client.SendAsync(message, cancellationToken);
        }

        await client.DisconnectAsync(quit: true, cancellationToken);
    }

    private static async Task ListensAsync(int port, Task serving, CancellationToken cancellationToken)
    {
        while (!serving.IsCompleted)
        {
            try
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
            }
        }

        await serving;
        throw new InvalidOperationException($"{Sink} ended before it took mail");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static ToolCommand Command(string program, params string[] arguments) =>
        ToolCommand.Create(program, arguments) with
        {
            Timeout = TimeSpan.FromMinutes(20),
        };
}
