using MailFactory.Testing.Amounts;
using MailFactory.Testing.Qemu;

namespace MailFactory.Testing.Installs;

/// <summary>What moved in a machine since it started, and for how long nothing has.</summary>
internal sealed record MachineActivity
{
    /// <summary>What QEMU and its process say.</summary>
    public MachineCondition Condition { get; init; }

    /// <summary>For how long the condition has not been <see cref="MachineCondition.Running"/>; zero when it is.</summary>
    public TimeSpan NotRunning { get; init; }

    /// <summary>Bytes on the serial ports and in the installer's other logs.</summary>
    public long SerialBytes { get; init; }

    /// <summary>Requests to disks and CD-ROMs.</summary>
    public long DiskRequests { get; init; }

    /// <summary>Bytes on the network, in both directions.</summary>
    public long NetworkBytes { get; init; }

    /// <summary>How long ago anything moved last.</summary>
    public TimeSpan Idle { get; init; }

    /// <summary>The movement in a few words.</summary>
    public override string ToString() =>
        $"{Sizes.ShortKilobytes(SerialBytes)} on serial, {DiskRequests:N0} disk requests, {Sizes.ShortMegabytes(NetworkBytes)} of network";
}
