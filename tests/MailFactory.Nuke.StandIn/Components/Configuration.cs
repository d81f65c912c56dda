using System.ComponentModel;
using Nuke.Common.Tooling;

namespace Nuke.Components;

/// <summary>How something is compiled.</summary>
[TypeConverter(typeof(TypeConverter<Configuration>))]
public class Configuration : Enumeration
{
    /// <summary>To be debugged.</summary>
    public static Configuration Debug = new() { Value = nameof(Debug) };

    /// <summary>To be released.</summary>
    public static Configuration Release = new() { Value = nameof(Release) };

    /// <summary>The value's name.</summary>
    public static implicit operator string(Configuration configuration) => configuration.Value;
}
