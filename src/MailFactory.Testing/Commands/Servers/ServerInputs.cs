using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MailFactory.Testing.Files;
using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Options;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Commands.Servers;

/// <summary>What the files of a test of somebody's server hold.</summary>
/// <param name="Server">What was asked for.</param>
/// <param name="Configuration">Its test accounts.</param>
/// <param name="AuthorityPem">The certificate authority to trust; those of this host when null.</param>
internal sealed record ServerInputs(ServerOptions Server, MailConfiguration Configuration, string? AuthorityPem)
{
    private const int MostBytes = 1 << 20;

    /// <summary>Reads them; throws <see cref="RunOptionsException"/> with everything that is wrong with them.</summary>
    public static async Task<ServerInputs> ReadAsync(ServerOptions server, CancellationToken cancellationToken)
    {
        var mistakes = new List<string>();
        MailConfiguration? configuration = null;
        try
        {
            configuration = await ServerAccountsReader.ReadAsync(server.Accounts!, server.Host, cancellationToken).ConfigureAwait(false);
        }
        catch (FactoryConfigurationException error)
        {
            mistakes.Add($"--accounts: {error.Message}");
        }

        var (pem, fault) = await AuthorityAsync(server.Authority, cancellationToken).ConfigureAwait(false);
        mistakes.AddRange(fault is null ? [] : [$"--ca: {fault}"]);
        return mistakes.Count == 0
            ? new ServerInputs(server, configuration!, pem)
            : throw new RunOptionsException(string.Join("; ", mistakes));
    }

    private static async Task<(string? Pem, string? Fault)> AuthorityAsync(string? path, CancellationToken cancellationToken)
    {
        if (path is null)
        {
            return (null, null);
        }

        try
        {
            var pem = await RegularFile.ReadTargetTextAsync(path, MostBytes, cancellationToken).ConfigureAwait(false);
            using var certificate = X509Certificate2.CreateFromPem(pem);
            return (pem, null);
        }
        catch (CryptographicException error)
        {
            return (null, $"{path} holds no certificate in PEM form: {error.Message}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (null, error.Message);
        }
    }
}
