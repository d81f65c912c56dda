using MailFactory.Testing.MailProtocols;

namespace MailFactory.Testing.Conformance;

/// <summary>Opens hand-spoken sessions for checks.</summary>
internal static class Dialogues
{
    /// <summary>All services that send and fetch mail, in the order of their ports.</summary>
    public static IReadOnlyList<MailService> AllServices => MailServices.OfMail;

    /// <summary>Whether TLS comes before the first line (RFC 8314).</summary>
    public static bool IsImplicitTls(this MailService service) =>
        service is MailService.Submissions or MailService.Imaps or MailService.Pop3s;

    /// <summary>Connects to a service without saying anything.</summary>
    public static Task<LineConnection> ConnectAsync(this CheckContext context, MailService service, CancellationToken cancellationToken) =>
        LineConnection.ConnectAsync(
            context.Target,
            service,
            context.Transcript,
            context.PatienceWith(service),
            cancellationToken,
            () => context.Patience.IsLostWith(service)
        );

    /// <summary>Connects to a service and, where TLS is implicit, makes the handshake with the certificate verified.</summary>
    public static async Task<LineConnection> OpenAsync(this CheckContext context, MailService service, CancellationToken cancellationToken)
    {
        var connection = await context.ConnectAsync(service, cancellationToken).ConfigureAwait(false);
        try
        {
            if (service.IsImplicitTls())
            {
                await connection.UpgradeAsync(CertificateTrust.Of(context.Target).ClientOptions(), cancellationToken).ConfigureAwait(false);
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>An SMTP session whose greeting is still to be read.</summary>
    public static async Task<SmtpDialogue> OpenSmtpAsync(
        this CheckContext context,
        MailService service,
        CancellationToken cancellationToken
    ) => new(await context.OpenAsync(service, cancellationToken).ConfigureAwait(false), CertificateTrust.Of(context.Target));

    /// <summary>
    /// An SMTP session after greeting and EHLO, with that reply; <paramref name="secure"/> asks for STARTTLS and a second EHLO.
    /// </summary>
    public static async Task<(SmtpDialogue Session, SmtpReply Ehlo)> GreetSmtpAsync(
        this CheckContext context,
        MailService service,
        bool secure,
        CancellationToken cancellationToken,
        string name = SmtpDialogue.OwnName
    )
    {
        var session = await context.OpenSmtpAsync(service, cancellationToken).ConfigureAwait(false);
        try
        {
            var greeting = await session.ReadReplyAsync(cancellationToken).ConfigureAwait(false);
            if (greeting.Code != 220)
            {
                throw new MailProtocolException($"{MailSocket.Name(service)}: the greeting is not 220 but: {greeting}");
            }

            var ehlo = await session.EhloAsync(cancellationToken, name).ConfigureAwait(false);
            if (secure && !service.IsImplicitTls())
            {
                await session.StartTlsAsync(cancellationToken).ConfigureAwait(false);
                ehlo = await session.EhloAsync(cancellationToken, name).ConfigureAwait(false);
            }

            return (session, ehlo);
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>An IMAP session whose greeting is still to be read.</summary>
    public static async Task<ImapDialogue> OpenImapAsync(
        this CheckContext context,
        MailService service,
        CancellationToken cancellationToken
    ) => new(await context.OpenAsync(service, cancellationToken).ConfigureAwait(false), CertificateTrust.Of(context.Target));

    /// <summary>An IMAP session inside TLS, after greeting and STARTTLS.</summary>
    public static async Task<ImapDialogue> GreetImapAsync(
        this CheckContext context,
        MailService service,
        CancellationToken cancellationToken
    )
    {
        var session = await context.OpenImapAsync(service, cancellationToken).ConfigureAwait(false);
        try
        {
            await session.ReadGreetingAsync(cancellationToken).ConfigureAwait(false);
            if (!service.IsImplicitTls())
            {
                await session.StartTlsAsync(cancellationToken).ConfigureAwait(false);
            }

            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A POP3 session whose greeting is still to be read.</summary>
    public static async Task<Pop3Dialogue> OpenPop3Async(
        this CheckContext context,
        MailService service,
        CancellationToken cancellationToken
    ) => new(await context.OpenAsync(service, cancellationToken).ConfigureAwait(false), CertificateTrust.Of(context.Target));
}
