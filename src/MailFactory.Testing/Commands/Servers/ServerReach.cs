using System.Net.Sockets;
using MailFactory.Testing.Amounts;
using MailFactory.Testing.Hosts;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Commands.Servers;

/// <summary>Finds out which services of a server can be asked.</summary>
internal static class ServerReach
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The target of the checks. Ports that were named, or that the profile promises, are asked whether they answer or not; of any other
    /// server those that answer. Throws <see cref="HostException"/> when none does.
    /// </summary>
    public static async Task<MailServerTarget> FindAsync(ServerInputs inputs, TextWriter console, CancellationToken cancellationToken)
    {
        var server = inputs.Server;
        var profile = ServerProfile.Of(server.Kind);
        var named = server.Ports.ToDictionary(service => (MailService)service.Registered, service => service.Port);
        var wanted = named.Count > 0 ? named : profile.GuestPorts;
        var answers = await Task.WhenAll(
                wanted.Select(async pair =>
                    (pair.Key, pair.Value, Fault: await FaultAsync(server.Host, pair.Value, cancellationToken).ConfigureAwait(false))
                )
            )
            .ConfigureAwait(false);
        var silent = answers.Where(answer => answer.Fault is not null).ToList();
        if (silent.Count == answers.Length)
        {
            throw new HostException(
                FailureClass.Infrastructure,
                $"no mail service answers on {server.Host}: "
                    + string.Join(
                        "; ",
                        silent
                            .GroupBy(answer => answer.Fault, answer => answer.Value)
                            .Select(same => $"{(same.Count() == 1 ? "port" : "ports")} {string.Join(", ", same.Order())}: {same.Key}")
                    )
            );
        }

        if (named.Count == 0 && !profile.KeepsPromises && silent.Count > 0)
        {
            await console
                .WriteLineAsync(
                    $"not tested, as nothing answers there: {string.Join(", ", silent.Select(answer => MailSocket.Name(answer.Key)))}; "
                        + "--ports names what the server has"
                )
                .ConfigureAwait(false);
            wanted = answers.Where(answer => answer.Fault is null).ToDictionary(answer => answer.Key, answer => answer.Value);
        }

        var addresses = inputs.Configuration.Accounts.Select(account => account.Address).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new MailServerTarget
        {
            Host = server.Host,
            Ports = wanted,
            Profile = profile with { GuestPorts = wanted },
            Configuration = inputs.Configuration,
            CaCertificatePem = inputs.AuthorityPem,
            ForeignDomain = server.OutsideDomain ?? "example.net",
            Guard = new MailGuard(addresses, ServerTest.MostMails),
        };
    }

    // Null when it answers.
    private static async Task<string?> FaultAsync(string host, int port, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_patience);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(host, port, limit.Token).ConfigureAwait(false);
            return null;
        }
        catch (SocketException error)
        {
            return error.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no answer in {Spans.Seconds(_patience)}";
        }
    }
}
