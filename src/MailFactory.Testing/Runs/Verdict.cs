namespace MailFactory.Testing.Runs;

/// <summary>How a check or a stage ended.</summary>
public enum Verdict
{
    /// <summary>It holds.</summary>
    Passed,

    /// <summary>It does not hold.</summary>
    Failed,

    /// <summary>It does not hold, but is too small a matter to fail the run.</summary>
    Warned,

    /// <summary>It was not asked, for the reason given.</summary>
    Skipped,

    /// <summary>It cannot be asked of this machine, for the reason given.</summary>
    NotApplicable,

    /// <summary>The tester itself broke; nothing is known about the server.</summary>
    Error,
}
