using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Matrix;
using MailFactory.Testing.Matrix.Preparing;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Commands.Servers;

/// <summary>Makes a run's result of a test of somebody's server, so that every report can show it.</summary>
internal static class ServerResult
{
    private const string NoMachine = "no machine";
    private const int LongestId = 64;

    /// <summary>The result: one "distro", which is the server, with one stage.</summary>
    public static RunResult Of(
        ServerInputs inputs,
        MailServerTarget target,
        IReadOnlyList<CheckResult> checks,
        IReadOnlyList<string> facts,
        DateTimeOffset started,
        TimeSpan duration
    )
    {
        var name = inputs.Configuration.Hostname.ToLowerInvariant();
        var id = name.Length > LongestId ? name[..LongestId] : name;
        var failed = checks.Where(check => check.FailsRun).ToList();
        return new RunResult
        {
            RunId = started.ToString("yyyyMMdd-HHmmss", System.Globalization.CultureInfo.InvariantCulture),
            Started = started,
            Duration = duration,
            Distros = [id],
            Accelerator = NoMachine,
            Tool = Provenance.Tool,
            Facts =
            [
                new DistroFacts
                {
                    Distro = id,
                    Name = $"the mail server {inputs.Configuration.Hostname}",
                    Accelerator = NoMachine,
                    Server = target.Host,
                },
            ],
            Stages =
            [
                new StageResult
                {
                    Distro = id,
                    Stage = Stage.MailTest,
                    Verdict = failed.Count == 0 ? Verdict.Passed : Verdict.Failed,
                    FailureClass = failed.Count == 0 ? FailureClass.None : FailureClass.Product,
                    Summary =
                        failed.Count == 0
                            ? $"{CheckCounts.Of(checks)} by the profile {target.Profile.Name}"
                            : $"{failed.Count} of {checks.Count} checks failed by the profile {target.Profile.Name}; first {failed[0].Id} "
                                + $"{failed[0].Title}: {failed[0].Summary}",
                    Started = started,
                    Duration = duration,
                    Evidence = [$"tested at {target.Host} with the test accounts of {Path.GetFileName(inputs.Server.Accounts)}", .. facts],
                    Checks = checks,
                },
            ],
        };
    }

    /// <summary>The result of a test that ended before all of its checks had run.</summary>
    /// <param name="result">What there is until then.</param>
    /// <param name="wanted">How many checks were asked for.</param>
    /// <param name="error">What ended it.</param>
    public static RunResult EndedEarly(RunResult result, int wanted, Exception error)
    {
        var stage = result.Stages[0];
        var reason = error is OperationCanceledException ? "stopped" : $"ended by an error ({error.Message})";
        var found = stage.Checks.Count == 0 ? string.Empty : $" ({CheckCounts.Of(stage.Checks)})";
        return result with
        {
            Stages =
            [
                stage with
                {
                    Verdict = Verdict.Failed,
                    FailureClass = SessionErrors.ClassOf(error),
                    Summary = $"{reason} after {stage.Checks.Count} of {wanted} checks{found}",
                },
            ],
        };
    }
}
