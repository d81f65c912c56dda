using MailFactory.Testing.Guests;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace MailFactory.Testing.Releases;

/// <summary>Tries to get in where nobody should.</summary>
internal static class LoginAttempt
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);

    /// <summary>Whether a private key opens an account of a machine that is up.</summary>
    public static Task<bool> WithKeyAsync(SshAccess access, CancellationToken cancellationToken) =>
        IsLetInAsync(access, new PrivateKeyAuthenticationMethod(access.User, new PrivateKeyFile(access.PrivateKeyPath)), cancellationToken);

    /// <summary>Whether a password opens it.</summary>
    public static Task<bool> WithPasswordAsync(SshAccess access, string password, CancellationToken cancellationToken) =>
        IsLetInAsync(access, new PasswordAuthenticationMethod(access.User, password), cancellationToken);

    // Only the server's own refusal proves anything; a connection that breaks is an error.
    private static async Task<bool> IsLetInAsync(SshAccess access, AuthenticationMethod method, CancellationToken cancellationToken)
    {
        var connection = new ConnectionInfo(access.Host, access.Port, access.User, method) { Timeout = _limit };
        using var client = new SshClient(connection);
        try
        {
            await client.ConnectAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (SshAuthenticationException)
        {
            return false;
        }
        finally
        {
            (method as IDisposable)?.Dispose();
        }
    }
}
