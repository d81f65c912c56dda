using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Parts;

/// <summary>ManageSieve lets nobody in without TLS and nobody at scripts without a login.</summary>
internal sealed class SieveLoginCheck()
    : Check("SIV-02", "ManageSieve wants TLS and a login", Severity.Critical, "RFC 5804 sections 1.7, 2.1 and 2.2")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        context.NeedPart(MailPart.Sieve);
        var problems = new Problems(context);
        await AskInClearAsync(context, problems, cancellationToken).ConfigureAwait(false);

        var session = await context.OpenSieveAsync(cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            await session.ReadReplyAsync(cancellationToken).ConfigureAwait(false);
            var secure = await session.StartTlsAsync(cancellationToken).ConfigureAwait(false);
            if (secure.Capability("SASL")?.Contains("PLAIN", StringComparison.OrdinalIgnoreCase) != true)
            {
                problems.Add($"{session.Name}: PLAIN is not offered inside TLS");
            }

            var list = await session.CommandAsync("LISTSCRIPTS", cancellationToken).ConfigureAwait(false);
            if (list.IsOk)
            {
                problems.Add($"{session.Name}: scripts are told without a login: {list}");
            }

            var login = await session.LogInAsync(context.Mailboxes.First, cancellationToken).ConfigureAwait(false);
            if (!login.IsOk)
            {
                problems.Add($"{session.Name}: a right password inside TLS gets the reply: {login}");
            }
            else if (await session.CommandAsync("HAVESPACE \"check\" 100", cancellationToken).ConfigureAwait(false) is { IsOk: false } none)
            {
                problems.Add($"{session.Name}: there is no room for a small script after a login: {none}");
            }
        }

        return problems.Finding(
            "4190 refuses a right password in clear text and scripts without a login, and takes the password inside TLS"
        );
    }

    private static async Task AskInClearAsync(CheckContext context, Problems problems, CancellationToken cancellationToken)
    {
        var session = await context.OpenSieveAsync(cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var greeting = await session.ReadReplyAsync(cancellationToken).ConfigureAwait(false);
            if (greeting.Capability("STARTTLS") is null)
            {
                problems.Add($"{session.Name}: STARTTLS is not offered");
            }

            var login = await session.LogInAsync(context.Mailboxes.First, cancellationToken).ConfigureAwait(false);
            if (login.IsOk)
            {
                problems.Add($"{session.Name}: a password in clear text is taken: {login}");
            }
        }
    }
}
