using System.Collections.Concurrent;
using MailFactory.Testing.Files;
using MailFactory.Testing.Machines;
using MailFactory.Testing.Runs;

namespace MailFactory.Web.Live;

/// <summary>
/// Pictures of machines' screens: a new one from the build that runs the machine, where it runs, otherwise the last one there is. A machine
/// is asked once in five seconds at most, however many look.
/// </summary>
/// <param name="layout">The work directory.</param>
/// <param name="time">The clock.</param>
internal sealed class ScreenDesk(WorkLayout layout, TimeProvider time)
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (long Stamp, Task Asked)> _asked = new(StringComparer.Ordinal);

    /// <summary>The path of a picture of one of the run's distros; null when there is none.</summary>
    public async Task<string?> TakeAsync(string distro, CancellationToken cancellationToken)
    {
        var folder = layout.Machine(distro);
        if (!Directory.Exists(folder))
        {
            return null;
        }

        await Ask(distro, folder).WaitAsync(cancellationToken).ConfigureAwait(false);
        return Directory.EnumerateFiles(folder, "*.png").Where(RegularFile.IsThere).MaxBy(File.GetLastWriteTimeUtc);
    }

    private Task Ask(string distro, string folder) =>
        _asked
            .AddOrUpdate(distro, _ => AskNow(folder), (_, last) => time.GetElapsedTime(last.Stamp) < _interval ? last : AskNow(folder))
            .Asked;

    private (long Stamp, Task Asked) AskNow(string folder) =>
        (time.GetTimestamp(), LiveScreen.AskAsync(folder, time, CancellationToken.None));
}
