using System.Collections.Concurrent;
using System.Diagnostics;

namespace Nuke.Common.Tooling;

/// <summary>A child process whose lines are kept and passed on as they come.</summary>
internal sealed class StartedProcess : IProcess
{
    private readonly Process _process;
    private readonly TimeSpan _timeout;
    private readonly ConcurrentQueue<Output> _output = new();

    public StartedProcess(ProcessStartInfo start, TimeSpan timeout, Action<OutputType, string> onLine)
    {
        _timeout = timeout;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Take(OutputType.Std, e.Data, onLine);
        _process.ErrorDataReceived += (_, e) => Take(OutputType.Err, e.Data, onLine);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string FileName => _process.StartInfo.FileName;

    public string Arguments => _process.StartInfo.Arguments;

    public string WorkingDirectory => _process.StartInfo.WorkingDirectory;

    public IReadOnlyCollection<Output> Output => _output;

    public int ExitCode => _process.ExitCode;

    public bool HasExited => _process.HasExited;

    public int Id => _process.Id;

    public void Kill() => _process.Kill(entireProcessTree: true);

    public bool WaitForExit()
    {
        if (_process.WaitForExit(_timeout))
        {
            // The overload with a time does not wait for the last lines.
            _process.WaitForExit();
            return true;
        }

        Kill();
        _process.WaitForExit();
        return false;
    }

    public void Dispose() => _process.Dispose();

    private void Take(OutputType type, string line, Action<OutputType, string> onLine)
    {
        if (line is null)
        {
            return;
        }

        _output.Enqueue(new Output { Type = type, Text = line });
        onLine(type, line);
    }
}
