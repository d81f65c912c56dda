using Nuke.Common;

partial class Build
{
    /// <summary>NUKE opens the last log for itself alone, right after this, and fails while another build writes to it.</summary>
    public Build() => File.Delete(TemporaryDirectory / "build.log");
}
