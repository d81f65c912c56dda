using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance;

/// <summary>One question to a mail server, which can be answered with a clear yes or no.</summary>
/// <param name="id">The identifier, such as <c>SMTP-01</c>.</param>
/// <param name="title">The check in a few words.</param>
/// <param name="severity">How much a failure matters.</param>
/// <param name="reference">Where the rule comes from, such as an RFC with its section; it holds for every server.</param>
/// <param name="promise">What this project's own servers promise beyond it; null when there is nothing.</param>
internal abstract class Check(string id, string title, Severity severity, string reference, string? promise = null)
{
    /// <summary>The identifier, such as <c>SMTP-01</c>.</summary>
    public string Id { get; } = id;

    /// <summary>The check in a few words.</summary>
    public string Title { get; } = title;

    /// <summary>How much a failure matters.</summary>
    public Severity Severity { get; } = severity;

    /// <summary>Where the rule comes from that every server must follow, such as an RFC with its section.</summary>
    public string Reference { get; } = reference;

    /// <summary>
    /// What a server of a profile with <see cref="MailProtocols.ServerProfile.KeepsPromises"/> promises beyond the standard; null when the
    /// check asks for the standard alone. Another server does not fail for it.
    /// </summary>
    public string? Promise { get; } = promise;

    /// <summary>
    /// How long the check may go on without anything new from the server or the guest, on a guest of full speed. Each wait has a limit of
    /// its own below it, the longest of which is SMTP's ten minutes after a message's end (RFC 5321 section 4.5.3.2.6).
    /// </summary>
    public virtual TimeSpan QuietLimit => TimeSpan.FromMinutes(11);

    /// <summary>
    /// Asks the server; an exception that tells about the server counts as a failure, any other as an internal error.
    /// </summary>
    public abstract Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken);
}
