using MailFactory.Testing.Runs;
using MailFactory.Web;
using Nuke.Common;

/// <summary>Pages that the build serves itself, to browsers.</summary>
interface IServePages : IHasRun
{
    [Parameter("Watch shows the run as a page for browsers, until Ctrl-C ends it")]
    bool Web => TryGetValue<bool?>(() => Web) ?? false;

    [Parameter("Site serves the site that it made, until Ctrl-C ends it")]
    bool Serve => TryGetValue<bool?>(() => Serve) ?? false;

    [Parameter("The IP address on which Watch --web and Site --serve listen - Default is 127.0.0.1, which only this host reaches")]
    string? Listen => TryGetValue(() => Listen);

    [Parameter("The port of Watch --web and Site --serve - Default is 8470 or the next free one")]
    int? Port => TryGetValue<int?>(() => Port);

    [Parameter("Opens the page of Watch --web or Site --serve in a browser")]
    bool Open => TryGetValue<bool?>(() => Open) ?? false;

    /// <summary>The page, as it was asked for.</summary>
    LiveOptions Live =>
        new()
        {
            Web = Web,
            Serve = Serve,
            Listen = Listen,
            Port = Port,
            Open = Open,
        };

    /// <summary>Serves until Ctrl-C, which is the way to end it and so is no failure.</summary>
    async Task UntilInterruptedAsync(Func<CancellationToken, Task> serve)
    {
        var before = ExitCode;
        await serve(Cancellation);
        ExitCode = before ?? (int)FailureClass.None;
    }
}
