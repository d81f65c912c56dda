using System.Globalization;
using MailFactory.Testing.Amounts;
using MailFactory.Testing.Dashboard.Sampling;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.Journal;
using MailFactory.Testing.Runs.State;

namespace MailFactory.Testing.Dashboard.Screen;

/// <summary>One distro's row of the matrix: a sign for each stage, then what goes on.</summary>
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
        var items = State.Items.Where(item => item.Distro == distro).ToList();
        var running = items.FirstOrDefault(item => item.Status == ItemStatus.Running);
        var failed = items.FirstOrDefault(item => item.FailureClass != FailureClass.None);
        IEnumerable<Piece> signs = State.Stages.SelectMany(stage => (Piece[])[new("  "), ItemSign.Of(State.Item(distro, stage))]);
        return new ScreenLine([
            new Piece(distro.PadRight(NameWidth)),
            .. signs,
            new Piece(" "),
            .. running is null ? Standing(items, failed) : Running(running),
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

    private Piece[] Running(ItemState item)
    {
        var progress = _status.ProgressOf(item);
        var sample = input.Processes.FirstOrDefault(process => process.Name.EndsWith($"_{item.Distro}", StringComparison.Ordinal));
        var percent = progress?.Percent is { } done ? $"{done:0}%" : string.Empty;
        var percentAlone = percent.Length > 0 ? $" {percent}" : string.Empty;
        var numbers = HasNumbers ? $"{percent, 4}{Left(progress), 8}{Numbers(sample)}" : percentAlone;
        var disk = HasDisk
            ? $"{(sample is null ? "" : Sizes.NarrowRate(sample.ReadRate)), 7}{(sample is null ? "" : Sizes.NarrowRate(sample.WriteRate)), 7}"
            : string.Empty;
        var note = progress?.Note is { Length: > 0 } text ? $" ({text})" : string.Empty;
        var elapsed = Spans.Clock(input.Now - (item.Started ?? input.Now));
        return [new Piece($"{numbers}{disk}  "), new Piece($"{progress?.Phase ?? "starting"}{note}"), new Piece($", {elapsed}", Tone.Dim)];
    }

    private static string Numbers(ProcessSample? sample) =>
        sample is null
            ? new string(' ', 12)
            : string.Create(CultureInfo.InvariantCulture, $"{Sizes.Narrow(sample.MemoryMiB), 6}{sample.CpuPercent, 5:0}%");

    private string Left(StageProgressed? progress) =>
        progress?.Remaining switch
        {
            null => string.Empty,
            { } left when left - (input.Now - progress.Time) is { } rest && rest > TimeSpan.Zero => Spans.Clock(rest),
            _ => "soon",
        };

    private static Piece[] Standing(List<ItemState> items, ItemState? failed)
    {
        const string indent = "  ";
        var waiting = items.FirstOrDefault(item => item.Status == ItemStatus.Waiting);
        return (failed, waiting) switch
        {
            ({ } item, _) => [new Piece($"{indent}{item.Stage}: {item.Summary}", Tone.Bad)],
            (null, { } item) => [new Piece($"{indent}waits for {item.Stage}", Tone.Dim)],
            _ => [new Piece($"{indent}{items.LastOrDefault()?.Summary}", Tone.Dim)],
        };
    }
}
