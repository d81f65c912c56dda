using MailFactory.Testing.Caching;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Qemu.Accelerators;
using MailFactory.Testing.Runs;
using Serilog;

namespace MailFactory.Testing.Matrix.Work;

/// <summary>What every part of a run has to know and say: what was asked for, the clock, how fast machines are, and who is told.</summary>
internal sealed record RunFrame
{
    /// <summary>What was asked for.</summary>
    public required RunOptions Options { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The accelerator that was proven.</summary>
    public required AcceleratorReport Accelerator { get; init; }

    /// <summary>The user's view of the run.</summary>
    public required SessionView View { get; init; }

    /// <summary>The cache of guests' packages; null when there is none.</summary>
    public PackageCache? PackageCache { get; init; }

    /// <summary>The cache as guests see it; null when there is none, or it has ended.</summary>
    public GuestCache? GuestCache => PackageCache is { IsRunning: true } cache ? cache.Guest : null;

    /// <summary>The master log.</summary>
    public required ILogger Log { get; init; }

    /// <summary>By how much a machine's time limits are longer than at full speed.</summary>
    public double TimeoutScale => Accelerator.TimeoutScale * Options.TimeoutScale;

    /// <summary>A time limit that is right for the accelerator and the user's own factor.</summary>
    public TimeSpan Scaled(TimeSpan timeout) => timeout * TimeoutScale;

    /// <summary>A path as the user knows it: relative to the work directory.</summary>
    public string Relative(string path) => Path.GetRelativePath(Options.Layout.Root, path);

    /// <summary>The files of a folder with these names or patterns that are there, as the user knows them.</summary>
    public IReadOnlyList<string> FilesIn(string folder, params IEnumerable<string> patterns) =>
        Directory.Exists(folder)
            ? [.. patterns.SelectMany(pattern => Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal)).Select(Relative)]
            : [];

    /// <summary>Tells the user something about a distro that must stay visible.</summary>
    public void Say(Distro distro, string sentence)
    {
        Log.Information("{Distro}: {Sentence}", distro.Id, sentence);
        View.Say(sentence, distro.Id);
    }

    /// <summary>Where a stage of a distro reports how far it is.</summary>
    public StageProgress Progress(Distro distro, Stage stage) => new(View, distro.Id, stage, Time);
}
