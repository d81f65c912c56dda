namespace Nuke.Common;

/// <summary>Puts a prefix before the names of all parameters that a component declares.</summary>
/// <param name="prefix">The prefix, in Pascal case.</param>
[AttributeUsage(AttributeTargets.Interface, Inherited = false)]
public class ParameterPrefixAttribute(string prefix) : Attribute
{
    /// <summary>The prefix, in Pascal case.</summary>
    public string Prefix { get; } = prefix;
}
