using MailFactory.Testing.Archives;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Scheduling.Plans;

namespace MailFactory.Testing.Commands.Planning;

/// <summary>What a run is expected to do with one distro.</summary>
internal sealed record PlannedDistro
{
    /// <summary>The distro.</summary>
    public required Distro Distro { get; init; }

    /// <summary>Its items, in their order.</summary>
    public required IReadOnlyList<PlannedItem> Items { get; init; }

    /// <summary>The archive that most likely stands in for an install; null when the distro is installed.</summary>
    public required ArchiveManifest? Archive { get; init; }

    /// <summary>How many of its items have a duration learned on this host.</summary>
    public required int Learned { get; init; }

    /// <summary>When its last item is over, from the start of the run.</summary>
    public TimeSpan End => Items.Select(item => item.End).DefaultIfEmpty().Max();
}
