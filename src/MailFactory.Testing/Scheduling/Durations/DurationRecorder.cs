using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Scheduling.Durations;

/// <summary>Keeps the history file up to date during a run, so that a killed build loses nothing it measured.</summary>
/// <param name="path">The file.</param>
/// <param name="history">What was known when the run started.</param>
/// <param name="accelerator">The accelerator of the run.</param>
/// <param name="say">Told once when the file cannot be written, as the run does not need it.</param>
internal sealed class DurationRecorder(string path, DurationHistory history, AcceleratorKind accelerator, Action<string> say) : IDisposable
{
    private readonly SemaphoreSlim _writing = new(1);
    private DurationHistory _history = history;
    private bool _hasFailed;

    /// <summary>Takes in how long a stage took, if it was really done: what was reused, failed or cancelled says nothing.</summary>
    public async Task RecordAsync(StageResult result)
    {
        if (result.Verdict is not (Verdict.Passed or Verdict.Warned))
        {
            return;
        }

        await _writing.WaitAsync().ConfigureAwait(false);
        try
        {
            _history = _history.With(result.Distro, result.Stage, accelerator, result.Duration);
            await _history.SaveAsync(path, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (!_hasFailed)
            {
                say($"the durations of this run are not kept: {error.Message}");
            }

            _hasFailed = true;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _writing.Dispose();
}
