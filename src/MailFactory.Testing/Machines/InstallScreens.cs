using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Qmp;

namespace MailFactory.Testing.Machines;

/// <summary>Takes a picture of the screen whenever an install enters another phase.</summary>
/// <param name="machine">The machine.</param>
/// <param name="folder">Where the pictures go.</param>
internal sealed class InstallScreens(Machine machine, string folder) : IAsyncDisposable
{
    /// <summary>The pictures' names, for a search in the folder.</summary>
    public const string Pattern = "screen-*.png";

    private const int Most = 12;
    private readonly CancellationTokenSource _stop = new();
    private Task _taking = Task.CompletedTask;
    private string? _phase;
    private int _count;

    /// <summary>Takes one if the phase is new, after those that are still being taken; does not wait for it.</summary>
    public void Enter(string phase)
    {
        if (phase != _phase && _count < Most)
        {
            _phase = phase;
            _count++;
            var slug = string.Concat(phase.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
            _taking = TakeAsync(_taking, Path.Combine(folder, $"screen-{_count:00}-{slug}.png"));
        }
    }

    /// <summary>Waits for the last one, for a few seconds at most.</summary>
    public async ValueTask DisposeAsync()
    {
        _stop.CancelAfter(TimeSpan.FromSeconds(5));
        await _taking.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task TakeAsync(Task before, string path)
    {
        await before.ConfigureAwait(false);
        try
        {
            await machine.ScreenshotAsync(path, _stop.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is QmpException or OperationCanceledException)
        {
            // The machine has just ended, or does not answer; a picture less is no reason to fail an install.
        }
    }
}
