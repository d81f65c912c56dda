using MimeKit;

namespace MailFactory.Testing.Conformance.Parts;

/// <summary>What a message claims in the name of the server that took it.</summary>
internal static class OwnClaims
{
    /// <summary>In each forged result, so that it is told from one that the server itself adds.</summary>
    public const string Mark = "header.i=@forged.example";

    /// <summary>Puts results into a message that a server of this name is said to have found.</summary>
    public static void Forge(MimeMessage message, string server)
    {
        message.Headers.Insert(0, HeaderId.AuthenticationResults, $"{server}; dkim=pass {Mark}; spf=pass smtp.mailfrom=forged.example");
        message.Headers.Insert(0, "AUTHENTICATION-RESULTS", $"(by) {server.ToUpperInvariant()} 1; auth=pass {Mark}");
    }

    /// <summary>Notes what is wrong with the copy that a mailbox got of a message from outside.</summary>
    /// <param name="copy">The copy.</param>
    /// <param name="server">The server's name.</param>
    /// <param name="domains">Its domains.</param>
    /// <param name="problems">Where it goes.</param>
    public static void Judge(MimeMessage copy, string server, IEnumerable<string> domains, Problems problems)
    {
        foreach (var domain in domains.Intersect(DkimSignature.SignersOf(copy), StringComparer.OrdinalIgnoreCase))
        {
            problems.Add($"the message \"{copy.Subject}\" came without a login and bears a DKIM signature of {domain}");
        }

        var results = copy.Headers.Where(header => header.Id == HeaderId.AuthenticationResults).Select(header => header.Value).ToList();
        var forged = results.Count(IsForged);
        if (forged == 0)
        {
            return;
        }

        var problem = $"{forged} forged Authentication-Results in the name of {server} are kept in the message \"{copy.Subject}\"";

        // RFC 8601 asks it of a server that adds such results itself; whoever reads mail of another one has no reason to trust them.
        if (results.Any(result => !IsForged(result) && result.TrimStart().StartsWith(server, StringComparison.OrdinalIgnoreCase)))
        {
            problems.Add(problem);
        }
        else
        {
            problems.Unkept(problem);
        }
    }

    private static bool IsForged(string result) => result.Contains(Mark, StringComparison.Ordinal);
}
