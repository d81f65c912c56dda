using MailFactory.Testing.Conformance;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Options;
using MailKit.Security;

namespace MailFactory.Testing.Commands.Servers;

/// <summary>
/// Logs in to the test accounts before anything is sent, so that a wrong password is told at once and not as the fault of a dozen checks.
/// </summary>
/// <param name="inputs">The accounts.</param>
/// <param name="target">The server.</param>
/// <param name="progress">Told what is waited for.</param>
/// <param name="timeoutScale">By what all time limits are multiplied.</param>
internal sealed class ServerLogins(ServerInputs inputs, MailServerTarget target, ServerProgress progress, double timeoutScale)
{
    private static readonly MailService[] _submission = [MailService.Submission, MailService.Submissions];
    private static readonly MailService[] _any = [MailService.Imaps, MailService.Imap, MailService.Pop3s, MailService.Pop3, .. _submission];

    private readonly Transcript _transcript = new();
    private readonly Patience _patience = new();

    /// <summary>
    /// Tries each account that keeps its mail where mail is read, and the first one where mail is handed in. Throws
    /// <see cref="RunOptionsException"/> with every login that is refused, or when the certificate leads to no trusted authority; what else
    /// is wrong with a service is for the checks to say.
    /// </summary>
    public async Task TryAsync(CancellationToken cancellationToken)
    {
        _transcript.Hide(inputs.Configuration.Accounts.SelectMany(account => account.Secrets));
        var mailboxes = new Mailboxes(inputs.Configuration);
        var logins = new List<Login>();
        var reading = Offered(_any);
        foreach (var account in mailboxes.Keeping)
        {
            logins.Add(await LoginAsync(account, reading, cancellationToken).ConfigureAwait(false));
        }

        if (logins[0] is { Service: { } service, Refusal: null } && !_submission.Contains(service))
        {
            logins.Add(await LoginAsync(mailboxes.First, Offered(_submission), cancellationToken).ConfigureAwait(false));
        }

        var refused = logins.Where(login => login.Refusal is not null).GroupBy(login => (login.Service, login.Refusal)).ToList();
        if (refused.Count > 0)
        {
            throw new RunOptionsException(
                $"--accounts: {string.Join("; ", refused.Select(same => Sentence([.. same])))}; nothing was sent"
            );
        }
    }

    private List<MailService> Offered(IEnumerable<MailService> services) => [.. services.Where(target.Ports.ContainsKey)];

    /// <summary>Tries the services in turn; one that cannot be asked is left out from then on.</summary>
    private async Task<Login> LoginAsync(MailAccount account, List<MailService> services, CancellationToken cancellationToken)
    {
        while (services.Count > 0)
        {
            var service = services[0];
            progress.Begin("login", $"{account.Address} on {MailSocket.Name(service)}");
            try
            {
                await ConnectAsync(service, account, cancellationToken).ConfigureAwait(false);
                return new Login(account.Address, service, Refusal: null);
            }
            catch (AuthenticationException error)
            {
                return new Login(account.Address, service, _transcript.Mask(error.Message.ReplaceLineEndings(" ").Trim()));
            }
            catch (UntrustedCertificateException error)
            {
                throw new RunOptionsException(Untrusted(error.Message, account));
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested && ServerFault.Describe(error, null) is not null)
            {
                services.RemoveAt(0);
            }
            finally
            {
                progress.End();
            }
        }

        return new Login(account.Address, Service: null, Refusal: null);
    }

    private async Task ConnectAsync(MailService service, MailAccount account, CancellationToken cancellationToken)
    {
        var clients = new MailClients(target, _transcript, of => _patience.With(of, timeoutScale));
        using MailKit.MailService client = service switch
        {
            MailService.Imaps or MailService.Imap => await clients.ImapAsync(service, account, cancellationToken).ConfigureAwait(false),
            MailService.Pop3s or MailService.Pop3 => await clients.Pop3Async(service, account, cancellationToken).ConfigureAwait(false),
            _ => await clients.SmtpAsync(service, account, cancellationToken).ConfigureAwait(false),
        };
        await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
    }

    private string Sentence(List<Login> same)
    {
        var (whose, needed) =
            same.Count == 1 ? ("its password", "the password that it has") : ("their passwords", "the passwords that they have");
        return $"{MailSocket.Name(same[0].Service!.Value)} refuses {string.Join(", ", same.Select(login => login.Address))} with {whose} "
            + $"({same[0].Refusal}): {inputs.Server.Accounts} must hold {needed}";
    }

    private string Untrusted(string problem, MailAccount account) =>
        $"{problem}; so the password of {account.Address} was not told, and nothing was sent"
        + (inputs.Server.Authority is { } file ? $": name the authority that issued it with --ca instead of {file}" : string.Empty);

    private sealed record Login(string Address, MailService? Service, string? Refusal);
}
