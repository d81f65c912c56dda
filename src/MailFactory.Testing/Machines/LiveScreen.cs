using MailFactory.Testing.Files;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Qmp;

namespace MailFactory.Testing.Machines;

/// <summary>
/// Takes a picture of a machine's screen whenever another program asks for one, by a file in the machine's folder: QEMU lets one program
/// alone speak to it, and that is the build that runs the machine.
/// </summary>
internal sealed class LiveScreen : IAsyncDisposable
{
    /// <summary>The name of the picture in the machine's folder.</summary>
    public const string Picture = "live-screen.png";

    private const string Request = "live-screen.wanted";

    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _end = new();
    private readonly Machine _machine;
    private readonly TimeProvider _time;
    private readonly Task _answering;

    private LiveScreen(Machine machine, TimeProvider time)
    {
        _machine = machine;
        _time = time;
        _answering = Task.Run(AnswerAsync);
    }

    /// <summary>Answers requests until it is disposed.</summary>
    public static LiveScreen Start(Machine machine, TimeProvider time) => new(machine, time);

    /// <summary>Asks for a picture and waits for it, for 3 s at most; nothing answers where no machine runs.</summary>
    /// <param name="folder">The machine's folder.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task AskAsync(string folder, TimeProvider time, CancellationToken cancellationToken)
    {
        var request = Path.Combine(folder, Request);
        try
        {
            await AtomicFile.WriteAllTextAsync(request, string.Empty, cancellationToken).ConfigureAwait(false);
            var asked = time.GetTimestamp();
            while (File.Exists(request) && time.GetElapsedTime(asked) < _patience)
            {
                await Task.Delay(_interval, time, cancellationToken).ConfigureAwait(false);
            }

            File.Delete(request);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A folder that is not ours, or has just been cleaned: the last picture has to do.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _answering.ConfigureAwait(false);
        _end.Dispose();
    }

    private async Task AnswerAsync()
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(_machine.Spec.Serial.Path))!;
        var request = Path.Combine(folder, Request);
        try
        {
            while (true)
            {
                await Task.Delay(_interval, _time, _end.Token).ConfigureAwait(false);
                if (File.Exists(request))
                {
                    await TakeAsync(Path.Combine(folder, Picture)).ConfigureAwait(false);
                    File.Delete(request);
                }
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or UnauthorizedAccessException)
        {
            // The machine has ended, or its folder is gone.
        }
    }

    private async Task TakeAsync(string picture)
    {
        try
        {
            // Readers see the old picture or the new one, never half of it.
            var half = $"{picture}.part";
            await _machine.ScreenshotAsync(half, _end.Token).WaitAsync(_patience, _time, _end.Token).ConfigureAwait(false);
            File.Move(half, picture, overwrite: true);
        }
        catch (Exception error) when (error is QmpException or TimeoutException)
        {
            // It does not answer now; whoever watches it finds out why.
        }
    }
}
