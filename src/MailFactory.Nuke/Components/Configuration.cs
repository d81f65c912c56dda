using System.ComponentModel;
using Nuke.Common.Tooling;

namespace Nuke.Components;

/// <summary>How code is compiled.</summary>
[TypeConverter(typeof(TypeConverter<Configuration>))]
public class Configuration : Enumeration
{
    /// <summary>For people who look for faults.</summary>
    public static Configuration Debug = new() { Value = nameof(Debug) };

    /// <summary>For use.</summary>
    public static Configuration Release = new() { Value = nameof(Release) };

    /// <summary>Its name, as the compiler takes it.</summary>
    public static implicit operator string(Configuration configuration) => configuration.Value;
}
