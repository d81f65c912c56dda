using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Mistakes;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance;

/// <summary>What the server under test offers of what a check would ask for.</summary>
internal static class Offering
{
    /// <summary>All services that it offers, in the order of their ports.</summary>
    public static IReadOnlyList<MailService> Services(this CheckContext context) => context.Offered(Dialogues.AllServices);

    /// <summary>Those of the services that it offers; a check of none of them cannot be asked.</summary>
    public static IReadOnlyList<MailService> Offered(this CheckContext context, params IEnumerable<MailService> services)
    {
        var asked = services.ToList();
        var offered = asked.Where(context.Profile.GuestPorts.ContainsKey).ToList();
        return offered.Count > 0 ? offered : throw new NotOfferedException(context.Profile, Numbers(asked));
    }

    /// <summary>Where mail is handed in with a login: port 587, or 465 where that is all there is.</summary>
    public static MailService SubmissionService(this CheckContext context) =>
        context.Offered(MailService.Submission, MailService.Submissions)[0];

    /// <summary>Where mail is read: port 993, or 143 where that is all there is.</summary>
    public static MailService ImapService(this CheckContext context) => context.Offered(MailService.Imaps, MailService.Imap)[0];

    /// <summary>Where mail is fetched: port 995, or 110 where that is all there is.</summary>
    public static MailService Pop3Service(this CheckContext context) => context.Offered(MailService.Pop3s, MailService.Pop3)[0];

    /// <summary>Whether mail can be fetched over POP3.</summary>
    public static bool HasPop3(this CheckContext context) =>
        context.Profile.GuestPorts.ContainsKey(MailService.Pop3s) || context.Profile.GuestPorts.ContainsKey(MailService.Pop3);

    /// <summary>Stops a check that would look into Postfix or Dovecot inside the machine.</summary>
    public static void NeedOwnServices(this CheckContext context)
    {
        if (!context.Profile.HasOwnServices)
        {
            throw new NotOfferedException(context.Profile, "Postfix and Dovecot as services of the machine itself");
        }
    }

    /// <summary>Stops a check of a server that somebody runs, when it would do harm there, with the reason.</summary>
    public static void NeedOwnMachine(this CheckContext context, string reason)
    {
        if (context.Target.Guard is not null)
        {
            throw new CheckSkippedException(reason);
        }
    }

    /// <summary>
    /// Whether a real password may be said in clear text: to a machine of this run, which nobody else listens to, and never to a server that
    /// somebody runs.
    /// </summary>
    public static bool MayTellPasswords(this CheckContext context) => context.Target.Guard is null;

    /// <summary>Stops a check of an optional part that the server does not have, with the reason.</summary>
    public static void NeedPart(this CheckContext context, MailPart part)
    {
        var parts = context.Profile.Parts;
        if (!parts.Present.Contains(part))
        {
            var name = MailParts.Name(part);
            throw new NotOfferedException(
                parts.NotOffered.TryGetValue(part, out var why)
                    ? $"{name} is not offered by this distro: {why}"
                    : $"the part {name} was not asked for (--parts {name})"
            );
        }
    }

    /// <summary>The services by number: 25, 587 and 465.</summary>
    public static string Numbers(IReadOnlyList<MailService> services) =>
        Lists.Join("and", [.. services.Select(service => $"{(int)service}")]);
}
