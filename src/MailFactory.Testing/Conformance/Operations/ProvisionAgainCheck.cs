using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Operations;

/// <summary>To set the server up again changes nothing, and mail goes on.</summary>
internal sealed class ProvisionAgainCheck()
    : Check("OPS-13", "Setting it up again changes nothing", Severity.Major, "this project's provisioner")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var provision =
            context.ProvisionAgainAsync ?? throw new CheckSkippedException("this server was not set up by this project's own provisioner");
        context.Transcript.Add("tester  the server is set up again");
        var started = context.Time.GetTimestamp();
        var changes = await provision(cancellationToken).ConfigureAwait(false);
        var took = context.Time.GetElapsedTime(started);
        var problems = changes.Select(change => $"the second time changed: {change}").ToList();
        problems.ForEach(problem => context.Transcript.Add($"tester  {problem}"));

        var (sender, receiver) = (context.Mailboxes.First, context.Mailboxes.Second);
        var message = TestMail.Create(sender.Address, "OPS-13 after the second time", receiver.Address);
        await context.SubmitAsync(context.SubmissionService(), sender, message, cancellationToken).ConfigureAwait(false);
        await context.WaitForAsync(receiver, message, cancellationToken).ConfigureAwait(false);
        return CheckFinding
            .From(problems, "setting the server up again changed nothing, and mail arrives")
            .With("second_provisioning_ms", took.TotalMilliseconds);
    }
}
