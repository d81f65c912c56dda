using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Runs;

/// <summary>The run that works in a work directory.</summary>
internal sealed record WorkDirectoryHolder
{
    /// <summary>The process of the run.</summary>
    public required ProcessIdentity Process { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The distros it is about.</summary>
    public required IReadOnlyList<string> Distros { get; init; }

    /// <summary>A holder who has not written its name yet.</summary>
    internal static WorkDirectoryHolder Unknown { get; } =
        new()
        {
            Process = new ProcessIdentity(0, string.Empty),
            Since = default,
            Distros = [],
        };

    /// <summary>Whether this holder works with a distro; one without a name may work with any.</summary>
    public bool Uses(string distro) => this == Unknown || Distros.Contains(distro);

    /// <summary>The holder in a few words.</summary>
    public override string ToString() =>
        this == Unknown
            ? "another build"
            : $"the build of process {Process.Pid} ({string.Join(", ", Distros)}; since {Since:yyyy-MM-dd HH:mm:ss} UTC)";
}
