using MailFactory.Testing.Conformance.Running;

namespace MailFactory.Testing.Options;

/// <summary>The checks of a mail server, for people.</summary>
public static class CheckListing
{
    /// <summary>A line for each check, in the order in which they run: its identifier, its title, and the rule that it stands on.</summary>
    public static string Text
    {
        get
        {
            var checks = ConformanceSuite.Checks;
            var (id, title) = (checks.Max(check => check.Id.Length), checks.Max(check => check.Title.Length));
            return "Checks, and the rules that they stand on; --checks takes their names, and groups such as TLS:\n\n"
                + string.Join('\n', checks.Select(check => $"  {check.Id.PadRight(id)}  {check.Title.PadRight(title)}  {check.Reference}"));
        }
    }
}
