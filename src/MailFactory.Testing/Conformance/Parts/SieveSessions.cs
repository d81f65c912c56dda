using MailFactory.Testing.MailProtocols;

namespace MailFactory.Testing.Conformance.Parts;

/// <summary>Opens ManageSieve sessions.</summary>
internal static class SieveSessions
{
    /// <summary>A session in clear text whose greeting is still to be read.</summary>
    public static async Task<SieveDialogue> OpenSieveAsync(this CheckContext context, CancellationToken cancellationToken) =>
        new(
            await context.ConnectAsync(MailService.ManageSieve, cancellationToken).ConfigureAwait(false),
            CertificateTrust.Of(context.Target)
        );

    /// <summary>A session inside TLS, logged in as the account that most checks send from.</summary>
    public static async Task<SieveDialogue> LogIntoSieveAsync(this CheckContext context, CancellationToken cancellationToken)
    {
        var session = await context.OpenSieveAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await session.ReadReplyAsync(cancellationToken).ConfigureAwait(false);
            await session.StartTlsAsync(cancellationToken).ConfigureAwait(false);
            var login = await session.LogInAsync(context.Mailboxes.First, cancellationToken).ConfigureAwait(false);
            return login.IsOk
                ? session
                : throw new MailProtocolException($"{session.Name}: a right password inside TLS got the reply: {login}");
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
