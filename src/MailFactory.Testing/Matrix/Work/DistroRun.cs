using MailFactory.Testing.Archives;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Machines;
using MailFactory.Testing.Media;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Matrix.Work;

/// <summary>
/// One distro on its way through the stages, with what each stage leaves for the next. Reading what no stage has left yet is a defect of
/// the order of stages, and throws.
/// </summary>
/// <param name="distro">The distro.</param>
internal sealed class DistroRun(Distro distro)
{
    /// <summary>The distro.</summary>
    public Distro Distro { get; } = distro;

    /// <summary>The install medium, which the download leaves and the verification proves.</summary>
    public Medium Medium
    {
        get => Left(MediumIfAny, "medium");
        set => MediumIfAny = value;
    }

    /// <summary>The install medium; null when none was wanted, or it is not there yet.</summary>
    public Medium? MediumIfAny { get; private set; }

    /// <summary>The key of everything that goes into the install, which the creation leaves.</summary>
    public InputKey Key
    {
        get => Left(field, "key");
        set;
    }

    /// <summary>The machine that the creation prepares, unless an archive makes it needless.</summary>
    public PreparedMachine Machine
    {
        get => Left(MachineIfAny, "machine");
        set => MachineIfAny = value;
    }

    /// <summary>The prepared machine; null when an archive made it needless, or it is not there yet.</summary>
    public PreparedMachine? MachineIfAny { get; private set; }

    /// <summary>What the install left behind.</summary>
    public InstallRecord Install
    {
        get => Left(InstallIfAny, "install");
        set => InstallIfAny = value;
    }

    /// <summary>What the install left behind; null when it is yet to come, or was needless.</summary>
    public InstallRecord? InstallIfAny { get; private set; }

    /// <summary>The archive to test, which the creation finds or the archiving makes.</summary>
    public ArchiveManifest Archive
    {
        get => Left(ArchiveIfAny, "archive");
        set => ArchiveIfAny = value;
    }

    /// <summary>The archive; null when it is yet to come, or the disk is one of the user's.</summary>
    public ArchiveManifest? ArchiveIfAny { get; private set; }

    private T Left<T>(T? left, string what)
        where T : class => left ?? throw new InvalidOperationException($"{Distro.Id}: no earlier stage has left a {what}");
}
