using Nuke.Common.Execution;
using Nuke.Common.IO;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Nuke.Common.Output;

/// <summary>Serilog set up for one run: console by verbosity, log files with everything (not on build servers), warnings kept.</summary>
internal sealed class BuildLog : IDisposable
{
    private const int KeptFiles = 6;

    private readonly LoggingLevelSwitch _level = new();
    private readonly BuildSession _session;
    private readonly Logger _logger;
    private readonly WarningsSink _warnings;

    public BuildLog(BuildSession session)
    {
        _session = session;
        _warnings = new WarningsSink(() => RunningTarget);
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Verbose()
            .WriteTo.Sink(new ConsoleSink(session.Console, () => session.Verbosity == Verbosity.Verbose), levelSwitch: _level)
            .WriteTo.Sink(_warnings);
        if (!session.IsServerBuild)
        {
            WriteFiles(configuration);
        }

        _logger = configuration.CreateLogger();
        Log.Logger = _logger;
        ApplyVerbosity();
    }

    /// <summary>The target whose bodies run, or null.</summary>
    public string RunningTarget { get; set; }

    /// <summary>Warnings and errors so far, with the target they came from.</summary>
    public IReadOnlyCollection<(LogEventLevel Level, string Text)> Warnings => _warnings.Events;

    /// <summary>Takes over the session's verbosity, which a build may change.</summary>
    public void ApplyVerbosity() =>
        _level.MinimumLevel = _session.Verbosity switch
        {
            Verbosity.Verbose => LogEventLevel.Verbose,
            Verbosity.Normal => LogEventLevel.Debug,
            Verbosity.Minimal => LogEventLevel.Warning,
            _ => LogEventLevel.Error,
        };

    public void Dispose()
    {
        Log.Logger = Logger.None;
        _logger.Dispose();
    }

    private void WriteFiles(LoggerConfiguration configuration)
    {
        var directory = _session.TemporaryDirectory.CreateDirectory();
        (directory / "build.log").DeleteFile();
        directory.GetFiles("build.????-??-??_??-??-??.log").OrderByDescending(x => x.Name).Skip(KeptFiles - 1).DeleteFiles();
        var time = _session.Surroundings.Clock.GetLocalNow();
        Write(directory / "build.log", withTime: true);
        Write(directory / $"build.{time:yyyy-MM-dd_HH-mm-ss}.log", withTime: false);

        void Write(AbsolutePath file, bool withTime) =>
            configuration.WriteTo.File(new LogFileFormatter(_session.Mask, () => RunningTarget, withTime), file, shared: false);
    }
}
