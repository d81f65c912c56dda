using MailFactory.Testing.Amounts;
using MailFactory.Testing.AnswerFiles;
using MailFactory.Testing.Archives;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Installs.Events;
using MailFactory.Testing.Media.Store;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.Known;
using MailFactory.Testing.Runs.State;

namespace MailFactory.Testing.Matrix.Work;

/// <summary>What a session opens for its stages, and closes. Each stage gets of it what it uses.</summary>
internal sealed record RunServices : IAsyncDisposable
{
    public required RunFrame Frame { get; init; }

    public required WorkDirectoryLock Lock { get; init; }

    /// <summary>The run before this one, when its build was killed; null when there is none or its results do not count.</summary>
    public InterruptedRun? Interrupted { get; init; }

    public required DistroCatalog Catalog { get; init; }

    public required HttpClient Http { get; init; }

    public required MediaStore Media { get; init; }

    public required ArchiveStore Archives { get; init; }

    public required AnswerFileRenderer AnswerFiles { get; init; }

    public required InstallEventListener Events { get; init; }

    public required LeaseRegistry Leases { get; init; }

    public required string QemuVersion { get; init; }

    /// <summary>What is expected to fail.</summary>
    public KnownIssues Known { get; init; } = KnownIssues.None;

    public required RunRecorder Recorder { get; init; }

    /// <summary>Closes what the parts hold open.</summary>
    public async ValueTask DisposeAsync()
    {
        await Events.DisposeAsync().ConfigureAwait(false);
        Media.Dispose();
        Http.Dispose();
        if (Frame.PackageCache is { } cache)
        {
            // It writes down what it did when it ends.
            await cache.DisposeAsync().ConfigureAwait(false);
            var (fetched, served) = cache.Traffic;
            Frame.Log.Information(
                "package cache: {Served} to machines, {Fetched} of it from archives",
                Sizes.Megabytes(served),
                Sizes.Megabytes(fetched)
            );
        }

        (Frame.Log as IDisposable)?.Dispose();
        Lock.Dispose();
    }
}
