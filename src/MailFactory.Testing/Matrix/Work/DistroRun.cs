using MailFactory.Testing.Archives;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Machines;
using MailFactory.Testing.Media;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Matrix.Work;

/// <summary>One distro on its way through the stages, with what each stage leaves for the next.</summary>
/// <param name="distro">The distro.</param>
internal sealed class DistroRun(Distro distro)
{
    /// <summary>The distro.</summary>
    public Distro Distro { get; } = distro;

    /// <summary>The install medium, from the download on.</summary>
    internal Medium? Medium { get; set; }

    /// <summary>The key of everything that goes into the install, from the creation on.</summary>
    internal InputKey? Key { get; set; }

    /// <summary>The prepared machine, unless an archive made it needless.</summary>
    internal PreparedMachine? Machine { get; set; }

    /// <summary>What the install left behind.</summary>
    internal InstallRecord? Install { get; set; }

    /// <summary>The archive to test, new or found.</summary>
    internal ArchiveManifest? Archive { get; set; }
}
