using System.Globalization;
using MailFactory.Testing.Amounts;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Dashboard.Screen;

/// <summary>The dashboard as lines of text: the same input and size give the same lines.</summary>
internal static class DashboardFrame
{
    /// <summary>At most <paramref name="height"/> lines, none wider than <paramref name="width"/>.</summary>
    public static IReadOnlyList<ScreenLine> Render(DashboardInput input, int width, int height)
    {
        var row = new DistroRow(input, width);
        List<ScreenLine> lines = [Title(input), Host(input)];
        if (input.Reading.IsAny)
        {
            lines.Add(row.Head());
            lines.AddRange(Rows(input, row, height - lines.Count - 1));
        }

        lines.AddRange(Events(input, height - lines.Count - 1));
        lines.Add(new ScreenLine(new Piece($"q quits  {ItemSign.Legend}", Tone.Dim)));
        return [.. lines.Take(height).Select(line => line.Fit(width))];
    }

    private static ScreenLine Title(DashboardInput input)
    {
        var state = input.Reading.Status.State;
        if (!input.Reading.IsAny)
        {
            return new ScreenLine(new Piece(RunReading.NoRun, Tone.Head));
        }

        var failed = input.Reading.Failed;
        Piece[] pieces =
        [
            new($"run {state.RunId}  ", Tone.Head),
            new($"{Spans.Clock(input.Reading.Elapsed(input.Now))}  "),
            new($"{input.Reading.Standing}  ", input.Reading.IsGoingOn ? Tone.Busy : ToneOf(state.Result)),
            new(failed > 0 ? $"{failed} failed  " : string.Empty, Tone.Bad),
            new($"{input.Reading.Over} of {state.Items.Count} done"),
        ];
        return new ScreenLine(pieces);
    }

    private static Tone ToneOf(FailureClass? result) => result == FailureClass.None ? Tone.Good : Tone.Bad;

    private static ScreenLine Host(DashboardInput input)
    {
        var host = input.Host;
        var cpu = host?.CpuPercent is { } busy
            ? string.Create(CultureInfo.InvariantCulture, $"CPU {busy:0}% of {host.Cpus}  ")
            : string.Empty;
        var memory = host?.AvailableMemoryMiB is { } free ? $"RAM {Sizes.Narrow(free)} free  " : string.Empty;
        var disk = host?.FreeDiskGiB is { } space ? string.Create(CultureInfo.InvariantCulture, $"disk {space:0.0}G free  ") : string.Empty;
        return new ScreenLine(new Piece($"host  {cpu}{memory}{disk}"), new Piece(input.Reading.Status.State.Accelerator, Tone.Dim));
    }

    // What does not fit is mentioned; running rows come first then.
    private static IEnumerable<ScreenLine> Rows(DashboardInput input, DistroRow row, int room)
    {
        var distros = input.Reading.Status.State.Distros;
        if (distros.Count <= room)
        {
            return distros.Select(row.Of);
        }

        var shown = Math.Max(0, room - 1);
        var offset = Math.Clamp(input.Offset, 0, distros.Count - shown);
        var rest = distros.Count - offset - shown;
        var above = offset > 0 ? $"{offset} above, " : string.Empty;
        return distros
            .OrderBy(row.Rank)
            .Skip(offset)
            .Take(shown)
            .Select(row.Of)
            .Append(new ScreenLine(new Piece($"  {above}{rest} more below; the arrow keys scroll", Tone.Dim)));
    }

    private static IEnumerable<ScreenLine> Events(DashboardInput input, int room) =>
        room < 3
            ? []
            :
            [
                new ScreenLine(new Piece("recent", Tone.Head)),
                .. input
                    .Reading.Status.State.Events.TakeLast(room - 1)
                    .Select(happened => new ScreenLine(
                        new Piece($"{happened.Time.ToOffset(input.Now.Offset):HH:mm:ss} ", Tone.Dim),
                        new Piece(happened.Text)
                    )),
            ];
}
