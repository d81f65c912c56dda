using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MailFactory.Testing.Conformance;
using MailFactory.Testing.Conformance.Running;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Waiting;

namespace MailFactory.Testing.IntegrationTests.Conformance;

/// <summary>TLS-08 against OpenSSL's own server: a group that is too small for Diffie-Hellman is found, and one that is large enough passes.</summary>
public sealed class DiffieHellmanGroupTests
{
    // openssl dhparam 1024
    private const string Small = """
        -----BEGIN DH PARAMETERS-----
        MIGHAoGBAJ0FL03VdXkFY+BV1pC3JtTJUCnTnfkVj40H3a1Bke734Mqgu7Zk+nkw
        atpPnJ3QxQFnfOCDnSOeAvr6pBHc33FQ/LEdjQQjfgUY2sOvHPLaT4LoMH/TD0IZ
        GYPjhqX38mn3CI7ZcfjS5TjT9b+6tyos8UgRiZ3Zgh5MQUzRwfSHAgEC
        -----END DH PARAMETERS-----
        """;

    [Theory(Timeout = 60_000)]
    [InlineData(true, Verdict.Failed, "imaps/993 makes keys by Diffie-Hellman in a group of 1024 bits")]
    [InlineData(false, Verdict.Passed, "and Diffie-Hellman groups below 2048 bits")]
    public async Task Is_measured(bool isSmall, Verdict verdict, string says)
    {
        Tools.Require("openssl");
        using var folder = new TemporaryFolder();
        await Process
            .Start(
                new ProcessStartInfo(
                    "openssl",
                    $"req -x509 -newkey rsa:2048 -nodes -keyout {folder.Path}/key -out {folder.Path}/cert -subj /CN=mail.dev.local"
                )
                {
                    RedirectStandardError = true,
                }
            )!
            .WaitForExitAsync(TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "group"), Small, TestContext.Current.CancellationToken);
        var port = FreePort();
        var group = isSmall
            ? $"-dhparam {folder.Path}/group -cipher DHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0"
            : "-cipher DHE-RSA-AES128-GCM-SHA256";
        using var server = Process.Start(
            new ProcessStartInfo(
                "openssl",
                $"s_server -accept 127.0.0.1:{port} -cert {folder.Path}/cert -key {folder.Path}/key -tls1_2 -quiet {group}"
            )
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                RedirectStandardInput = true,
            }
        )!;
        try
        {
            var context = Context(port);
            await Wait.UntilAsync(
                "openssl s_server listens",
                token => ListensAsync(port, token),
                TimeSpan.FromSeconds(30),
                TimeSpan.FromMilliseconds(50),
                TimeProvider.System,
                TestContext.Current.CancellationToken
            );
            var result = Assert.Single(await ConformanceSuite.RunAsync(context, ["TLS-08"], null, TestContext.Current.CancellationToken));
            Assert.True(result.Verdict == verdict, $"{result.Verdict}: {result.Summary}\n{string.Join('\n', result.Transcript)}");
            Assert.Contains(says, result.Summary, StringComparison.Ordinal);
        }
        finally
        {
            server.Kill();
        }
    }

    private static CheckContext Context(int port) =>
        new()
        {
            Target = new MailServerTarget
            {
                Ports = new Dictionary<MailService, int> { [MailService.Imaps] = port },
                Profile = ServerProfile.Any with { GuestPorts = new Dictionary<MailService, int> { [MailService.Imaps] = 993 } },
                Configuration = new MailConfiguration
                {
                    Hostname = "mail.dev.local",
                    Domains = ["dev.local"],
                    Accounts = [],
                },
                CaCertificatePem = null,
            },
            Guest = null,
            RebootGuestAsync = null,
        };

    private static async Task<bool> ListensAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
