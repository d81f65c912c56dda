namespace MailFactory.Testing.Provisioning.Factory;

/// <summary>Tells what a run of Mail Server Factory came to, by its console and its exit code.</summary>
internal static class FactoryClassifier
{
    /// <summary>The outcome of a run that ended by itself with an exit code of the jar, or that was ended for a reason.</summary>
    /// <param name="watch">What its console said.</param>
    /// <param name="exitCode">The exit code of java, which ran the jar: 0 done, 1 a step failed, 4 fatal, 5 initialization, 6
    /// termination.</param>
    /// <param name="ending">Why it was ended; null when it ended by itself.</param>
    public static FactoryOutcome Of(FactoryWatch watch, int exitCode, FactoryEnding? ending)
    {
        var (outcome, kind, proof) = Judge(watch, exitCode, ending);
        return new FactoryOutcome
        {
            Class = outcome,
            Kind = kind,
            Stage = watch.Stage,
            Container = watch.Container,
            Proof = proof,
            ExitCode = ending is null ? exitCode : null,
            LastCommand = watch.LastCommand,
            OperatingSystem = watch.OperatingSystem,
            Duration = watch.Elapsed,
        };
    }

    private static (FactoryOutcomeClass Class, FactoryFailureKind Kind, string Proof) Judge(
        FactoryWatch watch,
        int exitCode,
        FactoryEnding? ending
    )
    {
        if (ending is null && exitCode == 0 && watch.FinishLine is { } finish && watch.FailureLine is null)
        {
            return (FactoryOutcomeClass.Ok, FactoryFailureKind.None, finish);
        }

        if (watch.HostTroubleLine is { } trouble)
        {
            return (FactoryOutcomeClass.HostTrouble, FactoryFailureKind.None, trouble);
        }

        // Any other code is not the jar's: a signal ended java.
        if (ending is null && exitCode is not (0 or 1 or 4 or 5 or 6))
        {
            return (FactoryOutcomeClass.HostTrouble, FactoryFailureKind.None, Told(exitCode, watch.LastText));
        }

        return (FactoryOutcomeClass.FactoryFailed, KindOf(watch, exitCode, ending), Proof(watch, exitCode, ending));
    }

    private static FactoryFailureKind KindOf(FactoryWatch watch, int exitCode, FactoryEnding? ending)
    {
        if (ending is { Kind: not FactoryFailureKind.None })
        {
            return ending.Kind;
        }

        if (watch.FailureKind is not FactoryFailureKind.None)
        {
            return watch.FailureKind;
        }

        if (exitCode == 6 || watch.Stage == FactoryStage.Finished)
        {
            return FactoryFailureKind.Termination;
        }

        return ByStage(watch);
    }

    private static FactoryFailureKind ByStage(FactoryWatch watch) =>
        watch.Stage switch
        {
            FactoryStage.Software when watch.LastCommand?.Contains("docker", StringComparison.OrdinalIgnoreCase) == true =>
                FactoryFailureKind.Docker,
            FactoryStage.PackageInstaller or FactoryStage.CoreUtils or FactoryStage.Software => FactoryFailureKind.Packages,
            FactoryStage.Containers => FactoryFailureKind.Stack,
            FactoryStage.Accounts => FactoryFailureKind.Accounts,
            _ => FactoryFailureKind.Other,
        };

    private static string Proof(FactoryWatch watch, int exitCode, FactoryEnding? ending)
    {
        if (ending is { Kind: not FactoryFailureKind.None })
        {
            return ending.Reason;
        }

        if (watch.FailureLine is { } failure)
        {
            return failure;
        }

        return exitCode == 0
            ? $"it ended with exit code 0 and never said that it was done; its last line: {watch.LastText}"
            : Told(exitCode, watch.FinishLine ?? watch.LastText);
    }

    private static string Told(int exitCode, string line) => $"it ended with exit code {exitCode} after the line: {line}";
}
