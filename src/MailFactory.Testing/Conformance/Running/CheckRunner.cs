using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Running;

/// <summary>Runs one check: bounded, measured, with its evidence, and never throwing but for cancellation.</summary>
internal static class CheckRunner
{
    /// <summary>Runs the check with a transcript of its own and turns whatever happens into a result.</summary>
    public static async Task<CheckResult> RunAsync(Check check, CheckContext context, CancellationToken cancellationToken)
    {
        context = context with { Transcript = new Transcript() };
        var started = context.Time.GetTimestamp();
        var finding = await FindAsync(check, context, cancellationToken).ConfigureAwait(false);
        return new CheckResult
        {
            Id = check.Id,
            Title = check.Title,
            Severity = check.Severity,
            Verdict = finding.Verdict == Verdict.Failed && check.Severity < Severity.Major ? Verdict.Warned : finding.Verdict,
            Summary = finding.Summary,
            Duration = context.Time.GetElapsedTime(started),
            Transcript = context.Transcript.Lines,
            Measurements = finding.Measurements,
        };
    }

    private static async Task<CheckFinding> FindAsync(Check check, CheckContext context, CancellationToken cancellationToken)
    {
        var limit = check.TimeLimit * context.TimeoutScale;
        using var deadline = new CancellationTokenSource(limit, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await check.RunAsync(context, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return CheckFinding.Failed($"the check did not finish within {limit.TotalSeconds:0} s");
        }
        catch (NotOfferedException error)
        {
            return CheckFinding.NotApplicable(error.Message);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever broke in one check must not cost the run the others; the stack is evidence against the tester.
            if (ServerFault.Describe(error) is { } fault)
            {
                return CheckFinding.Failed(fault);
            }

            foreach (var line in error.ToString().Split('\n').Take(30))
            {
                context.Transcript.Add($"tester  {line.TrimEnd()}");
            }

            return new CheckFinding(
                Verdict.Error,
                $"internal error in the check, please report it: {error.GetType().Name}: {error.Message}"
            );
        }
    }
}
