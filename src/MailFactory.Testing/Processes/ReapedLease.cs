namespace MailFactory.Testing.Processes;

/// <summary>What <see cref="LeaseRegistry.ReapAsync"/> found behind one lease.</summary>
/// <param name="File">The lease's file.</param>
/// <param name="Lease">The lease; null when the file was unreadable.</param>
/// <param name="Outcome">What became of it.</param>
internal sealed record ReapedLease(string File, ProcessLease? Lease, ReapOutcome Outcome);
