namespace MailFactory.Testing.Runs;

/// <summary>How many checks passed, of those that apply to the server.</summary>
/// <param name="Passed">How many passed.</param>
/// <param name="Applicable">How many apply, whatever they found.</param>
/// <param name="NotApplicable">How many do not, such as those of a part that was not asked for.</param>
internal sealed record CheckCounts(int Passed, int Applicable, int NotApplicable)
{
    /// <summary>Counts checks.</summary>
    public static CheckCounts Of(IReadOnlyCollection<CheckResult> checks)
    {
        var others = checks.Count(check => check.Verdict == Verdict.NotApplicable);
        return new CheckCounts(checks.Count(check => check.Verdict == Verdict.Passed), checks.Count - others, others);
    }

    /// <summary>For people: <c>51 of 51 checks passed, 7 do not apply,</c> without what follows.</summary>
    public override string ToString()
    {
        var passed = $"{Passed} of {Applicable} checks passed";
        return NotApplicable switch
        {
            0 => passed,
            1 => $"{passed} (1 does not apply)",
            _ => $"{passed} ({NotApplicable} do not apply)",
        };
    }
}
