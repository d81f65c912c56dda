using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Running;

/// <summary>Runs one check: bounded, measured, with its evidence, and never throwing but for cancellation.</summary>
internal static class CheckRunner
{
    // A server that dribbles is quiet never; it has this long for all of a check.
    private static readonly TimeSpan _longest = TimeSpan.FromHours(1);

    /// <summary>Runs the check with a transcript of its own and turns whatever happens into a result.</summary>
    public static async Task<CheckResult> RunAsync(Check check, CheckContext context, CancellationToken cancellationToken)
    {
        var quiet = check.QuietLimit * context.TimeoutScale;
        using var deadline = new CheckDeadline(quiet, _longest * context.TimeoutScale, context.Time);
        context = context with { Transcript = new Transcript { Added = deadline.Extend } };
        context.Transcript.Hide(context.Target.Configuration.Accounts.SelectMany(account => account.Secrets));
        var started = context.Time.GetTimestamp();
        var finding = await FindAsync(check, context, deadline, cancellationToken).ConfigureAwait(false);
        if (finding.Verdict is Verdict.Failed or Verdict.Warned)
        {
            await ServerLog.AddAsync(context, cancellationToken).ConfigureAwait(false);
        }

        return new CheckResult
        {
            Id = check.Id,
            Title = check.Title,
            Reference = check.Reference,
            Promise = check.Promise,
            Severity = check.Severity,
            Verdict = finding.Verdict == Verdict.Failed && check.Severity < Severity.Major ? Verdict.Warned : finding.Verdict,
            Summary = context.Transcript.Mask(finding.Summary),
            Duration = context.Time.GetElapsedTime(started),
            Transcript = context.Transcript.Lines,
            Measurements = finding.Measurements,
        };
    }

    private static async Task<CheckFinding> FindAsync(
        Check check,
        CheckContext context,
        CheckDeadline deadline,
        CancellationToken cancellationToken
    )
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await check.RunAsync(context, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.Token.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            var last = context.Transcript.Last is { } line ? $"; the last was {line}" : string.Empty;
            return CheckFinding.Failed($"the check {deadline.Why}{last}");
        }
        catch (NotOfferedException error)
        {
            return CheckFinding.NotApplicable(error.Message);
        }
        catch (Exception error) when (error is CheckSkippedException or MailGuardException)
        {
            return CheckFinding.Skipped(error.Message);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever broke in one check must not cost the run the others; the stack is evidence against the tester.
            if (ServerFault.Describe(error, context.Transcript.Last) is { } fault)
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
