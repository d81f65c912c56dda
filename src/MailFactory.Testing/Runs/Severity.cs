namespace MailFactory.Testing.Runs;

/// <summary>How much a failed check matters.</summary>
public enum Severity
{
    /// <summary>A flaw; reported as a warning.</summary>
    Minor,

    /// <summary>A fault; fails the run.</summary>
    Major,

    /// <summary>The server is unusable or insecure; fails the run.</summary>
    Critical,
}
