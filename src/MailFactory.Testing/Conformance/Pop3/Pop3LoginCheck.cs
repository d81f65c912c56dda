using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Pop3;

/// <summary>POP3 refuses a password without TLS before looking at it, and a wrong one inside TLS.</summary>
internal sealed class Pop3LoginCheck()
    : Check("POP-03", "POP3 refuses clear and wrong passwords", Severity.Critical, "RFC 2595; RFC 8314; RFC 3206")
{
    /// <inheritdoc/>
    public override TimeSpan TimeLimit => TimeSpan.FromMinutes(3);

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        var clear = await LogInAsync(context, MailService.Pop3, "nobody", cancellationToken).ConfigureAwait(false);
        if (
            !clear.StartsWith("-ERR", StringComparison.Ordinal)
            || !clear.Contains("[AUTH]", StringComparison.OrdinalIgnoreCase)
            || !IsAboutTls(clear)
        )
        {
            problems.Add($"a login without TLS is answered: {clear}");
        }

        var wrong = await LogInAsync(context, MailService.Pop3s, context.Mailboxes.First.Address, cancellationToken).ConfigureAwait(false);
        if (!wrong.StartsWith("-ERR", StringComparison.Ordinal))
        {
            problems.Add($"a wrong password inside TLS is answered: {wrong}");
        }

        return CheckFinding.From(problems, $"a login without TLS is answered: {clear}");
    }

    // "[AUTH] Authentication failed." would mean that the password had been looked at.
    private static bool IsAboutTls(string reply) =>
        reply.Contains("TLS", StringComparison.OrdinalIgnoreCase) || reply.Contains("secure", StringComparison.OrdinalIgnoreCase);

    private static async Task<string> LogInAsync(
        CheckContext context,
        MailService service,
        string user,
        CancellationToken cancellationToken
    )
    {
        var session = await context.OpenPop3Async(service, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            await session.ReadGreetingAsync(cancellationToken).ConfigureAwait(false);
            var reply = await session.CommandAsync($"USER {user}", cancellationToken).ConfigureAwait(false);
            return Pop3Dialogue.IsOk(reply)
                ? await session.CommandAsync("PASS definitely-wrong", cancellationToken).ConfigureAwait(false)
                : reply;
        }
    }
}
