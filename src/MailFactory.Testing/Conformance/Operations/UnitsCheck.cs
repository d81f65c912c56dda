using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Operations;

/// <summary>Postfix and Dovecot run and will run after a reboot; no unit of the system has failed.</summary>
internal sealed class UnitsCheck() : Check("OPS-02", "Units active and enabled", Severity.Critical, "systemctl(1)")
{
    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken) =>
        CheckFinding.From(
            await UnitState.ProblemsAsync(context, cancellationToken).ConfigureAwait(false),
            "postfix and dovecot are active and enabled, and no unit has failed"
        );
}
