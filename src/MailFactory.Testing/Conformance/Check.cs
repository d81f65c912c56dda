using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance;

/// <summary>One question to a mail server, which can be answered with a clear yes or no.</summary>
/// <param name="id">The identifier, such as <c>SMTP-01</c>.</param>
/// <param name="title">The check in a few words.</param>
/// <param name="severity">How much a failure matters.</param>
/// <param name="reference">Where the rule comes from, such as an RFC with its section.</param>
public abstract class Check(string id, string title, Severity severity, string reference)
{
    /// <summary>The identifier, such as <c>SMTP-01</c>.</summary>
    public string Id { get; } = id;

    /// <summary>The check in a few words.</summary>
    public string Title { get; } = title;

    /// <summary>How much a failure matters.</summary>
    public Severity Severity { get; } = severity;

    /// <summary>Where the rule comes from, such as an RFC with its section.</summary>
    public string Reference { get; } = reference;

    /// <summary>How long the check may take on a guest of full speed; one and a half minutes unless overridden.</summary>
    public virtual TimeSpan TimeLimit => TimeSpan.FromSeconds(90);

    /// <summary>Asks the server; an exception that tells about the server counts as a failure, any other as an error of the tester.</summary>
    public abstract Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken);
}
