using MailFactory.Testing.Archives;
using MailFactory.Testing.Machines;
using MailFactory.Testing.Media;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Matrix.Work;

/// <summary>What the stages have made of a distro so far. A stage takes one of these and leaves another; none ever changes.</summary>
internal abstract record StageProduct
{
    /// <summary>The install medium, once it is proven.</summary>
    public virtual Medium? Proven => null;
}

/// <summary>No stage has left anything yet, or none was needed.</summary>
internal sealed record NothingYet : StageProduct;

/// <summary>What the download leaves.</summary>
/// <param name="Medium">The install medium, yet to be proven.</param>
internal sealed record FetchedMedium(Medium Medium) : StageProduct;

/// <summary>What the verification leaves.</summary>
/// <param name="Medium">The install medium, proven.</param>
internal sealed record ProvenMedium(Medium Medium) : StageProduct
{
    public override Medium Proven => Medium;
}

/// <summary>What the creation leaves for an installer.</summary>
/// <param name="Medium">The install medium.</param>
/// <param name="Key">The key of everything that goes into the install.</param>
/// <param name="Machine">The machine that the installer will run in.</param>
internal sealed record PreparedInstall(Medium Medium, InputKey Key, PreparedMachine Machine) : StageProduct
{
    public override Medium Proven => Medium;
}

/// <summary>What the install leaves, in this build or in an earlier one that was ended before it archived the disk.</summary>
/// <param name="Prepared">What was installed.</param>
/// <param name="Record">How the install went.</param>
internal sealed record InstalledDisk(PreparedInstall Prepared, InstallRecord Record) : StageProduct
{
    public override Medium Proven => Prepared.Medium;
}

/// <summary>A disk that a mail server is put on and tested: an archived one, or one that the user has.</summary>
internal abstract record FinishedDisk : StageProduct
{
    /// <summary>What follows from where the disk is from.</summary>
    /// <param name="archived">When it is in the archive.</param>
    /// <param name="brought">When the user has it.</param>
    public abstract T Match<T>(Func<ArchivedDisk, T> archived, Func<BroughtDisk, T> brought);
}

/// <summary>What the archiving leaves, or the creation, when a disk of the same inputs is in the archive.</summary>
/// <param name="Medium">The install medium.</param>
/// <param name="Manifest">The archived disk.</param>
internal sealed record ArchivedDisk(Medium Medium, ArchiveManifest Manifest) : FinishedDisk
{
    public override Medium Proven => Medium;

    public override T Match<T>(Func<ArchivedDisk, T> archived, Func<BroughtDisk, T> brought) => archived(this);
}

/// <summary>What a stage leaves that the user's own disk makes needless.</summary>
/// <param name="Image">The disk.</param>
/// <param name="Disc">The proven disc that its system gets packages from; null when there is none.</param>
internal sealed record BroughtDisk(ImageOptions Image, Medium? Disc) : FinishedDisk
{
    public override Medium? Proven => Disc;

    public override T Match<T>(Func<ArchivedDisk, T> archived, Func<BroughtDisk, T> brought) => brought(this);
}
