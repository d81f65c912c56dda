using MailFactory.Testing.Dashboard.Sampling;

namespace MailFactory.Testing.Dashboard.Screen;

/// <summary>All that the dashboard shows.</summary>
internal sealed record DashboardInput
{
    /// <summary>The run.</summary>
    public required RunReading Reading { get; init; }

    /// <summary>The host; null before the first sample.</summary>
    public HostSample? Host { get; init; }

    /// <summary>The machines and other child processes.</summary>
    public IReadOnlyList<ProcessSample> Processes { get; init; } = [];

    /// <summary>The clock; its offset is that of the times shown.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>How many rows of the matrix are scrolled away at the top.</summary>
    public int Offset { get; init; }
}
