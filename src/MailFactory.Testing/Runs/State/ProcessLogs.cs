using MailFactory.Testing.Foreign;
using MailFactory.Testing.Runs.Journal;
using Serilog;
using Serilog.Core;

namespace MailFactory.Testing.Runs.State;

/// <summary>A log file for each stage of each distro, made from the entries about it. Not for two threads at once.</summary>
/// <param name="layout">Where the files go; they are appended to.</param>
internal sealed class ProcessLogs(WorkLayout layout) : IDisposable
{
    private readonly Dictionary<string, Logger> _logs = [];

    /// <summary>Writes an entry to the log of the process it is about; a line about a distro goes to what runs for it now.</summary>
    public void Write(JournalEntry entry, RunState state)
    {
        switch (entry)
        {
            case StageStarted started:
                LogOf(started.Process).Information("started, run {RunId:l}", state.RunId);
                break;
            case StageProgressed progress:
                LogOf(progress.Process).Information("{Progress:l}", JournalText.Progress(progress));
                break;
            case LineSaid { Distro: { } distro } said
                when state.Items.FirstOrDefault(item => item.Distro == distro && item.Status == ItemStatus.Running) is { } item:
                LogOf(item.Process).Information("{Text:l}", said.Text);
                break;
            case StageEnded ended:
                WriteEnd(ended.Result);
                break;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var log in _logs.Values)
        {
            log.Dispose();
        }
    }

    private void WriteEnd(StageResult result)
    {
        var process = new ProcessName(result.Stage, result.Distro).ToString();
        var log = LogOf(process);
        foreach (var evidence in result.Evidence.Concat(result.Files.Select(file => $"file {file}")))
        {
            log.Information("{Evidence:l}", evidence);
        }

        foreach (var check in result.Checks)
        {
            log.Information("{Check:l}", $"{check.Id} {RunWords.Of(check.Verdict)}: {check.Summary}");
        }

        log.Information("{End:l}", JournalText.End(result));
        log.Dispose();
        _logs.Remove(process);
    }

    private Logger LogOf(string process)
    {
        if (!_logs.TryGetValue(process, out var log))
        {
            log = new LoggerConfiguration().WriteTo.File(new ForeignLogFormatter(), layout.ProcessLog(process)).CreateLogger();
            _logs.Add(process, log);
        }

        return log;
    }
}
