using System.Globalization;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Smtp;

/// <summary>A wrong password is refused where mail is handed in, and so is an unknown user.</summary>
internal sealed class WrongPasswordCheck()
    : Check("SMTP-06", "SMTP login with a wrong password", Severity.Critical, "RFC 4954 sections 6 and 9", "the refusal is 535")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var known = await context.WrongLogins.SmtpAsync(context, isKnown: true, number: 0, cancellationToken).ConfigureAwait(false);
        Judge(known, "a wrong password", problems);
        var unknown = await context.WrongLogins.SmtpAsync(context, isKnown: false, number: 0, cancellationToken).ConfigureAwait(false);
        Judge(unknown, "an unknown user", problems);
        return problems.Finding($"a wrong password gets the reply: {known.Answer}; an unknown user: {unknown.Answer}");
    }

    private static void Judge(WrongLogin login, string what, Problems problems)
    {
        var code = int.Parse(login.Answer.AsSpan(0, 3), CultureInfo.InvariantCulture);
        if (code is < 400 or >= 600)
        {
            problems.Add($"{login.Where}: {what} gets the reply: {login.Answer}");
        }
        else if (code != 535)
        {
            problems.Unkept($"{login.Where}: {what} is not answered 535 but: {login.Answer}");
        }
    }
}
