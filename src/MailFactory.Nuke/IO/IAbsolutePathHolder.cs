namespace Nuke.Common.IO;

/// <summary>Something that has a place in the file system.</summary>
public interface IAbsolutePathHolder
{
    /// <summary>Its place.</summary>
    AbsolutePath Path { get; }
}
