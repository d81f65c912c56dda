namespace MailFactory.Testing.Archives;

/// <summary>One thing that is wrong in the archive.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Fault">What kind of fault it is.</param>
/// <param name="Explanation">What was found and what was expected.</param>
internal sealed record ArchiveFinding(string File, ArchiveFault Fault, string Explanation)
{
    /// <summary>The kind of fault in a word or two.</summary>
    public string Kind =>
        Fault switch
        {
            ArchiveFault.Missing => "missing",
            ArchiveFault.WrongSize => "wrong size",
            ArchiveFault.Corrupted => "corrupted",
            ArchiveFault.Unsound => "damaged",
            ArchiveFault.NotAlone => "needs other files",
            ArchiveFault.Incomplete => "incomplete",
            ArchiveFault.Exposed => "readable by others",
            _ => "not in a manifest",
        };
}
