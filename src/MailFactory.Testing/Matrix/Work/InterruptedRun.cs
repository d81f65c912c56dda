using MailFactory.Testing.Archives;
using MailFactory.Testing.Reports.Formats;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.Journal;
using MailFactory.Testing.Runs.State;

namespace MailFactory.Testing.Matrix.Work;

/// <summary>The run before this one, when its build was killed before it could end it; rebuilt from the journal.</summary>
internal sealed class InterruptedRun
{
    private readonly RunState _state;
    private readonly IReadOnlyList<StageResult> _ended;

    private InterruptedRun(RunState state, IReadOnlyList<StageResult> ended)
    {
        _state = state;
        _ended = ended;
    }

    /// <summary>What the run had come to.</summary>
    public RunResult Result =>
        new()
        {
            RunId = _state.RunId,
            Started = _state.Started,
            Duration = _state.Updated - _state.Started,
            Distros = _state.Distros,
            Accelerator = _state.Accelerator,
            Stages = _ended,
        };

    /// <summary>The interrupted run of a work directory; null when the last one ended by itself, or is still running.</summary>
    public static InterruptedRun? Find(WorkLayout layout)
    {
        var entries = JournalContent.Read(layout.Journal).Entries;
        var begin = entries.ToList().FindLastIndex(entry => entry is RunStarted);
        if (begin < 0)
        {
            return null;
        }

        var own = entries.Skip(begin).ToList();
        var state = RunState.Of(own);
        return state.Ended is null && state.Owner is { IsRunning: false }
            ? new InterruptedRun(state, [.. own.OfType<StageEnded>().Select(ended => ended.Result)])
            : null;
    }

    /// <summary>Writes the report that the run could not write, and says so.</summary>
    public async Task ReportAsync(WorkLayout layout, TextWriter console, CancellationToken cancellationToken)
    {
        if (_ended.Count == 0)
        {
            return;
        }

        var files = await ReportFiles.WriteAsync(Result, layout, cancellationToken).ConfigureAwait(false);
        await console
            .WriteLineAsync(
                $"the build of {_state.Started:yyyy-MM-dd HH:mm} UTC was killed; what it had found out is in "
                    + $"{Path.GetRelativePath(layout.Root, files.Markdown)}"
            )
            .ConfigureAwait(false);
    }

    /// <summary>
    /// The result of a mail test that passed, as long as the same command is given again and the archive says that it was tested
    /// then; null otherwise.
    /// </summary>
    public StageResult? MailTestOf(ArchiveManifest archive, string command)
    {
        var passed = _ended.FirstOrDefault(result =>
            result.Distro == archive.Distro && result is { Stage: Stage.MailTest, Verdict: Verdict.Passed }
        );
        return
            passed is not null
            && command == _state.Command
            && archive.MailTest is { Verdict: Verdict.Passed } test
            && test.Tested >= passed.Started
            && test.Tested <= _state.Updated
            ? passed
            : null;
    }
}
