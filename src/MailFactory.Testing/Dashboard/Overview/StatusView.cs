using System.Text.Json;
using MailFactory.Testing.Dashboard.Sampling;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Dashboard.Overview;

/// <summary>Tells how the last run of a work directory stands.</summary>
public static class StatusView
{
    private static readonly TimeSpan _sampling = TimeSpan.FromMilliseconds(300);

    /// <summary>The forms it comes in.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["text", "json"];

    /// <summary>
    /// Prints the overview. A document goes to standard output itself, which is kept free of all other text then; throws
    /// <see cref="UnknownNameException"/> for an unknown part or format.
    /// </summary>
    public static async Task PrintAsync(
        WorkLayout layout,
        string part,
        string format,
        TextWriter console,
        CancellationToken cancellationToken
    )
    {
        var text = await RenderAsync(layout, part, format, cancellationToken).ConfigureAwait(false);
        if (format != "json")
        {
            await console.WriteLineAsync(text).ConfigureAwait(false);
            return;
        }

        var output = new StreamWriter(Console.OpenStandardOutput());
        await using (output.ConfigureAwait(false))
        {
            await output.WriteLineAsync(text).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// The overview as text, or as one JSON document; throws <see cref="UnknownNameException"/> for an unknown part or format.
    /// </summary>
    public static async Task<string> RenderAsync(WorkLayout layout, string part, string format, CancellationToken cancellationToken)
    {
        if (!Formats.Contains(format))
        {
            throw new UnknownNameException("--format", format, Formats);
        }

        var reading = await RunReading.ReadAsync(layout, cancellationToken).ConfigureAwait(false);
        var sampler = new HostSampler(layout, TimeProvider.System);
        var (_, processes) = await sampler.SampleAsync(cancellationToken).ConfigureAwait(false);
        if (processes.Count > 0)
        {
            // The second sample tells the rates of now, the first those since the start.
            await Task.Delay(_sampling, cancellationToken).ConfigureAwait(false);
            (_, processes) = await sampler.SampleAsync(cancellationToken).ConfigureAwait(false);
        }

        var status = StatusOverview.Of(reading, processes, part);
        return format == "json"
            ? JsonSerializer.Serialize(status, Runs.Journal.JournalJson.Indented)
            : StatusText.Of(status, TimeProvider.System.GetUtcNow());
    }
}
