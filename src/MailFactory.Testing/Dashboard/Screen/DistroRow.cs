using System.Globalization;
using MailFactory.Testing.Amounts;
using MailFactory.Testing.Dashboard.Sampling;
using MailFactory.Testing.Runs.State;

namespace MailFactory.Testing.Dashboard.Screen;

/// <summary>One distro's row of the matrix: a sign for each stage, then what is happening.</summary>
/// <param name="input">All that is shown.</param>
/// <param name="width">The width of the screen.</param>
internal sealed class DistroRow(DashboardInput input, int width)
{
    private const int WithNumbers = 70;
    private const int WithDisk = 110;

    private readonly RunStatus _status = input.Reading.Status;

    private RunState State => _status.State;

    private int NameWidth => State.Distros.Select(distro => distro.Length).DefaultIfEmpty().Max();

    private bool HasNumbers => width >= WithNumbers;

    private bool HasDisk => width >= WithDisk;

    /// <summary>The line above all rows.</summary>
    public ScreenLine Head()
    {
        var stages = string.Concat(State.Stages.Select(stage => $" {stage.ToString()[..2]}"));
        var numbers = HasNumbers ? $"{"%", 4}{"left", 8}{"RAM", 6}{"CPU", 6}" : string.Empty;
        var disk = HasDisk ? $"{"read", 7}{"write", 7}" : string.Empty;
        return new ScreenLine(new Piece($"{"".PadRight(NameWidth)}{stages} {numbers}{disk}  phase", Tone.Head));
    }

    /// <summary>A distro's row.</summary>
    public ScreenLine Of(string distro)
    {
        var standing = DistroStanding.Of(distro, _status, input.Now);
        IEnumerable<Piece> signs = State.Stages.SelectMany(stage => (Piece[])[new("  "), ItemSign.Of(State.Item(distro, stage))]);
        return new ScreenLine([
            new Piece(distro.PadRight(NameWidth)),
            .. signs,
            new Piece(" "),
            .. standing.Standing == ItemStanding.Running ? Running(distro, standing) : AtRest(standing),
        ]);
    }

    /// <summary>How soon somebody wants to see it: what runs first, then what waits, then what is over.</summary>
    public int Rank(string distro)
    {
        var items = State.Items.Where(item => item.Distro == distro).ToList();
        if (items.Any(item => item.Status == ItemStatus.Running))
        {
            return 0;
        }

        return items.Any(item => item.Status == ItemStatus.Waiting) ? 1 : 2;
    }

    private Piece[] Running(string distro, DistroStanding standing)
    {
        var sample = ProcessSample.Of(distro, input.Processes);
        var percent = standing.Percent is { } done ? $"{done:0}%" : string.Empty;
        var percentAlone = percent.Length > 0 ? $" {percent}" : string.Empty;
        var numbers = HasNumbers ? $"{percent, 4}{standing.Left, 8}{Numbers(sample)}" : percentAlone;
        var disk = HasDisk
            ? $"{(sample is null ? "" : Sizes.NarrowRate(sample.ReadRate)), 7}{(sample is null ? "" : Sizes.NarrowRate(sample.WriteRate)), 7}"
            : string.Empty;
        return [new Piece($"{numbers}{disk}  "), new Piece(standing.What), new Piece($", {standing.Elapsed}", Tone.Dim)];
    }

    private static string Numbers(ProcessSample? sample) =>
        sample is null
            ? new string(' ', 12)
            : string.Create(CultureInfo.InvariantCulture, $"{Sizes.Narrow(sample.MemoryMiB), 6}{sample.CpuPercent, 5:0}%");

    private static Piece[] AtRest(DistroStanding standing) =>
        [new Piece($"  {standing.What}", standing.Standing == ItemStanding.Failed ? Tone.Bad : Tone.Dim)];
}
