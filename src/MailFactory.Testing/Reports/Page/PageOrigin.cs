using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports.Page;

/// <summary>The run that a distro's part of a merged report comes from, in words.</summary>
internal sealed record PageOrigin(
    string Distro,
    string RunId,
    string Started,
    string Host,
    string Accelerator,
    string Tool,
    string Folder,
    string Replaced
)
{
    /// <summary>The origin of a distro that has one.</summary>
    public static PageOrigin Of(DistroFacts facts)
    {
        var origin = facts.Origin!;
        return new PageOrigin(
            facts.Distro,
            origin.RunId,
            $"{origin.Started.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC",
            RunPlace.Words(origin.Host),
            facts.Accelerator,
            origin.Tool ?? "not known",
            origin.Folder,
            string.Join(", ", origin.Replaced)
        );
    }
}
