using Nuke.Common.Parameters;

/// <content>The build under NUKE's own engine.</content>
[ReadStrictly]
partial class Build
{
    private static partial int Run(Func<int> execute)
    {
        // Before NUKE's own handler, which waits for the report, and with it for the end of the run.
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            _stop.Cancel();
        };
        return PackageRun.Run<Build>(execute);
    }

    /// <summary>NUKE would print the table of a run that never was around the mistake.</summary>
    static partial void Refuse(string mistake) => PackageRun.Exit(new UsageException($"The build did not start: {mistake}"));
}
