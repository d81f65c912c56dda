using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Pop3;

/// <summary>POP3 refuses a password without TLS before looking at it, and a wrong one inside TLS.</summary>
internal sealed class Pop3LoginCheck()
    : Check(
        "POP-03",
        "POP3 refuses clear and wrong passwords",
        Severity.Critical,
        "RFC 1939 section 7; RFC 2595 section 2.2; RFC 8314 section 4.1",
        "the refusals say [AUTH] (RFC 3206)"
    )
{
    private static readonly string[] _wordsAboutTls = ["TLS", "SSL", "secure", "encrypt", "plaintext", "STLS"];

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var last = string.Empty;
        foreach (var service in context.Offered(MailService.Pop3, MailService.Pop3s))
        {
            if (!service.IsImplicitTls())
            {
                await TryClearAsync(context, service, problems, cancellationToken).ConfigureAwait(false);
            }

            last = await TryWrongAsync(context, service, problems, cancellationToken).ConfigureAwait(false);
        }

        return problems.Finding($"logins without TLS and wrong passwords are refused, the last with: {last}");
    }

    private static async Task TryClearAsync(
        CheckContext context,
        MailService service,
        Problems problems,
        CancellationToken cancellationToken
    )
    {
        var (user, password) = await LogInAsync(context, service, "nobody", WrongLogin.Password, cancellationToken).ConfigureAwait(false);
        var answer = password ?? user;
        if (Pop3Dialogue.IsOk(answer))
        {
            problems.Add($"{MailSocket.Name(service)}: a login without TLS gets the reply: {answer}");
        }
        else if (password is not null && !IsAboutTls(answer))
        {
            // "[AUTH] Authentication failed." means that the password was looked at, after it had been asked for.
            problems.Add($"{MailSocket.Name(service)}: a login without TLS gets as far as the password: {answer}");
        }
        else if (!answer.Contains("[AUTH]", StringComparison.OrdinalIgnoreCase))
        {
            problems.Unkept($"{MailSocket.Name(service)}: a login without TLS is refused without [AUTH]: {answer}");
        }

        var sasl = await AuthAsync(context, service, cancellationToken).ConfigureAwait(false);
        if (!sasl.StartsWith("-ERR", StringComparison.OrdinalIgnoreCase))
        {
            problems.Add($"{MailSocket.Name(service)}: AUTH PLAIN without TLS gets the reply: {sasl}");
        }

        // A server may know who exists before it says no: only the right password shows that nobody gets in.
        var account = context.Mailboxes.First;
        if (context.MayTellPasswords())
        {
            (user, password) = await LogInAsync(context, service, account.Address, account.Password, cancellationToken)
                .ConfigureAwait(false);
            if (password is not null && Pop3Dialogue.IsOk(password))
            {
                problems.Add($"{MailSocket.Name(service)}: a right password is taken without TLS: {password}");
            }
        }
    }

    private static async Task<string> TryWrongAsync(
        CheckContext context,
        MailService service,
        Problems problems,
        CancellationToken cancellationToken
    )
    {
        var login = await context.WrongLogins.TryAsync(context, service, isKnown: true, number: 0, cancellationToken).ConfigureAwait(false);
        problems.Add(login.InsideProblems);
        if (!login.Answer.StartsWith("-ERR", StringComparison.OrdinalIgnoreCase))
        {
            problems.Add($"{login.Where}: a wrong password inside TLS gets the reply: {login.Answer}");
        }
        else if (!login.Answer.Contains("[AUTH]", StringComparison.OrdinalIgnoreCase))
        {
            problems.Unkept($"{login.Where}: a wrong password inside TLS is refused without [AUTH]: {login.Answer}");
        }

        return login.Answer;
    }

    private static bool IsAboutTls(string reply) => _wordsAboutTls.Any(word => reply.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static async Task<(string User, string? Password)> LogInAsync(
        CheckContext context,
        MailService service,
        string user,
        string password,
        CancellationToken cancellationToken
    )
    {
        var session = await context.OpenPop3Async(service, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            await session.ReadGreetingAsync(cancellationToken).ConfigureAwait(false);
            var reply = await session.CommandAsync($"USER {user}", cancellationToken).ConfigureAwait(false);
            return (
                reply,
                Pop3Dialogue.IsOk(reply) ? await session.CommandAsync($"PASS {password}", cancellationToken).ConfigureAwait(false) : null
            );
        }
    }

    private static async Task<string> AuthAsync(CheckContext context, MailService service, CancellationToken cancellationToken)
    {
        var session = await context.OpenPop3Async(service, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            await session.ReadGreetingAsync(cancellationToken).ConfigureAwait(false);
            return await session.CommandAsync("AUTH PLAIN", cancellationToken).ConfigureAwait(false);
        }
    }
}
