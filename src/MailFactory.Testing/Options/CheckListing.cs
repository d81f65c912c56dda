using MailFactory.Testing.Conformance.Running;

namespace MailFactory.Testing.Options;

/// <summary>The checks of a mail server, for people.</summary>
public static class CheckListing
{
    /// <summary>
    /// A line for each check, in the order in which they run: its identifier, its title, the rule that it stands on, and what our own servers
    /// promise beyond it.
    /// </summary>
    public static string Text
    {
        get
        {
            var checks = ConformanceSuite.Checks;
            var (id, title) = (checks.Max(check => check.Id.Length), checks.Max(check => check.Title.Length));
            return "Checks, and the rules that they stand on; --checks takes their names, and groups such as TLS:\n\n"
                + string.Join(
                    '\n',
                    checks.Select(check =>
                        $"  {check.Id.PadRight(id)}  {check.Title.PadRight(title)}  {check.Reference}{Promised(check.Promise)}"
                    )
                );
        }
    }

    private static string Promised(string? promise) => promise is null ? string.Empty : $"; promise of our own servers: {promise}";
}
