namespace MailFactory.Testing.Media.Formats;

/// <summary>A file or symbolic link out of a package, or one to put into a package or an initrd.</summary>
internal sealed record DebMember
{
    /// <summary>The path without a leading slash.</summary>
    public required string Path { get; init; }

    /// <summary>The bytes; empty for a link.</summary>
    public byte[] Content { get; init; } = [];

    /// <summary>Where a symbolic link points; null for a file.</summary>
    public string? LinkTarget { get; init; }

    /// <summary>Whether the file may be executed.</summary>
    public bool IsExecutable { get; init; }
}
