namespace MailFactory.Testing.Media;

/// <summary>How far a download is.</summary>
/// <param name="Bytes">Bytes on disk, those of an earlier, resumed attempt included.</param>
/// <param name="Total">Bytes of the whole file; null when the server does not say.</param>
public readonly record struct DownloadProgress(long Bytes, long? Total);
