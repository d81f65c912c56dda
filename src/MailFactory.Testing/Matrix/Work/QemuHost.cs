using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Matrix.Work;

/// <summary>What it takes to start machines beside what a machine is.</summary>
/// <param name="Leases">Who answers for them.</param>
/// <param name="Version">The version of QEMU.</param>
internal sealed record QemuHost(LeaseRegistry Leases, string Version);
