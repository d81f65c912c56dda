using System.Diagnostics;
using System.Text;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Waiting;

namespace MailFactory.Build.Tests.Engines;

/// <summary>A build that goes on while the test looks at it and sends it signals.</summary>
internal sealed class RunningBuild : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly StringBuilder _said = new();

    private RunningBuild(ProcessStartInfo info)
    {
        _process = new Process { StartInfo = info };
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it has printed so far, on both streams.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    /// <summary>Starts a command, with signals as from a terminal: what this process ignores is ignored by its children too.</summary>
    public static RunningBuild Start(ToolCommand command)
    {
        var info = new ProcessStartInfo("env", ["--default-signal", command.Program, .. command.Arguments])
        {
            WorkingDirectory = command.WorkingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in command.Environment)
        {
            info.Environment[name] = value;
        }

        return new RunningBuild(info);
    }

    /// <summary>Waits for something while the build goes on.</summary>
    public Task WhenAsync(string what, Func<bool> condition) =>
        Wait.UntilAsync(
            what,
            _ =>
            {
                var isSo = condition();
                Assert.False(!isSo && _process.HasExited, $"ended before {what}:\n{Said}");
                return Task.FromResult(isSo);
            },
            _patience,
            TimeSpan.FromMilliseconds(5),
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );

    /// <summary>Sends the build a signal.</summary>
    public async Task SignalAsync(string signal) =>
        (
            await ToolRunner.RunAsync(ToolCommand.Create("kill", $"-{signal}", $"{_process.Id}"), TestContext.Current.CancellationToken)
        ).EnsureSuccess();

    /// <summary>The exit code, and all that was printed.</summary>
    public async Task<int> WhenOverAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(_patience);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_said)
        {
            _said.Append(line.Data).Append('\n');
        }
    }
}
