namespace MailFactory.Testing.Reports.Documents;

/// <summary>How the newest test of a distro ended.</summary>
internal enum SupportStatus
{
    /// <summary>No run has tested it; nothing is claimed.</summary>
    NotTested,

    /// <summary>It was installed and its mail server passed.</summary>
    Passed,

    /// <summary>The distro, its installer or its mail server failed.</summary>
    Failed,
}
