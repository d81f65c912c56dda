namespace MailFactory.Testing.Releases.GitHub;

/// <summary>What is to be done for one file of a release.</summary>
/// <param name="Asset">The file.</param>
/// <param name="Existing">What the server has under its name; null when nothing.</param>
internal sealed record UploadStep(ReleaseAsset Asset, RemoteAsset? Existing)
{
    /// <summary>Whether the server has exactly this file.</summary>
    public bool IsDone => Existing is { } existing && existing.Is(Asset);

    /// <summary>What is to be done, in words.</summary>
    public string Action =>
        Existing switch
        {
            null => "upload",
            { IsWhole: false } => "upload again: an earlier upload was interrupted",
            _ when IsDone => "keep: already there",
            { } other when other.Bytes != Asset.Bytes => $"replace: {other.Bytes} bytes are there",
            _ => "replace: another file is there",
        };
}
