namespace Nuke.Common.IO;

/// <summary>Whether patterns tell upper and lower case apart.</summary>
public enum GlobbingCaseSensitivity
{
    /// <summary>As the system's files do.</summary>
    Auto,

    /// <summary>Yes.</summary>
    CaseSensitive,

    /// <summary>No.</summary>
    CaseInsensitive,
}
