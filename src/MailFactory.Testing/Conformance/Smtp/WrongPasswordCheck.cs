using System.Globalization;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Smtp;

/// <summary>A wrong password is refused wherever mail is handed in, and so is an unknown user; neither may send afterwards.</summary>
internal sealed class WrongPasswordCheck()
    : Check("SMTP-06", "SMTP login with a wrong password", Severity.Critical, "RFC 4954 sections 4, 6 and 9", "the refusal is 535")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var answers = new List<string>();
        var services = context.Offered(MailService.Submission, MailService.Submissions);

        // Whoever fails waits longer each time, and a server that waits too long cannot tell why it refuses: as few names as will do.
        foreach (var (service, isKnown) in services.Select(service => (service, true)).Append((services[0], false)))
        {
            var what = isKnown ? "a wrong password" : "an unknown user";
            var login = await context.WrongLogins.TryAsync(context, service, isKnown, number: 0, cancellationToken).ConfigureAwait(false);
            Judge(login, what, problems);
            answers.Add($"{what} on {login.Where} gets the reply: {login.Answer}");
        }

        return problems.Finding(string.Join("; ", answers));
    }

    private static void Judge(WrongLogin login, string what, Problems problems)
    {
        problems.Add(login.InsideProblems);
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
