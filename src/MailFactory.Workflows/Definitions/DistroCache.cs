using MailFactory.Workflows.Model;

namespace MailFactory.Workflows.Definitions;

/// <summary>A folder of a distro that one run leaves to later ones, unless only customers of a vendor may have what is in it.</summary>
/// <param name="Name">What is in it; also the name of its steps' outputs.</param>
/// <param name="Path">The folder.</param>
/// <param name="Key">What has to be the same, an expression.</param>
internal sealed record DistroCache(string Name, string Path, string Key)
{
    private const string IsPublic = "matrix.medium == 'public'";

    /// <summary>The media, which the catalogue alone decides; they are proven again on each use.</summary>
    public static DistroCache Media { get; } = new("media", "isos", "media-${{ matrix.distro }}-${{ hashFiles('preseeds/catalog.json') }}");

    /// <summary>
    /// The archived disk, which the family's answer files decide too. A new week is a new install, however little has changed
    /// here: the distro's own packages have.
    /// </summary>
    public static DistroCache Archive { get; } =
        new(
            "archive",
            "vms/archive",
            $"archive-${{{{ matrix.distro }}}}-${{{{ {SelectJob.Output("week")} }}}}-${{{{ hashFiles('preseeds/catalog.json', "
                + "format('preseeds/{0}/**', matrix.family)) }}"
        );

    /// <summary>Fetches what an earlier run left.</summary>
    public WorkflowStep Restore => Step($"Take the {Name} from the cache", "restore") with { Id = Name, Condition = IsPublic };

    /// <summary>Leaves it to later runs, whatever became of this one; <c>steps.keep</c> has to say that there is something whole.</summary>
    public WorkflowStep Save =>
        Step($"Leave the {Name} in the cache", "save") with
        {
            Condition = $"always() && {IsPublic} && steps.{Name}.outputs.cache-hit != 'true' && steps.keep.outputs.{Name} == 'true'",
        };

    private ActionStep Step(string name, string part) =>
        new()
        {
            Name = name,
            Action = PinnedAction.Cache,
            Part = part,
            With = new Dictionary<string, string> { ["path"] = Path, ["key"] = Key },
        };
}
