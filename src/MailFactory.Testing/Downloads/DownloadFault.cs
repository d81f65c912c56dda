namespace MailFactory.Testing.Downloads;

/// <summary>Why a download did not give the file.</summary>
internal enum DownloadFault
{
    /// <summary>The host's name is unknown, or nobody answers or accepts a connection.</summary>
    Unreachable,

    /// <summary>The server does not have the file (404 or 410).</summary>
    NotFound,

    /// <summary>The server answered with another error.</summary>
    Refused,

    /// <summary>The server sent a web page, such as an error page under the status 200.</summary>
    WebPage,

    /// <summary>The transfer broke off or came to a standstill, more often than is worth trying.</summary>
    Interrupted,

    /// <summary>The disk has no room for the file.</summary>
    DiskFull,

    /// <summary>The file has another size than expected.</summary>
    WrongSize,

    /// <summary>The file has another digest than expected.</summary>
    WrongDigest,
}
