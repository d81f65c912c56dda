namespace Nuke.Common.Tooling;

/// <summary>How an enum member is written outside of C#.</summary>
/// <param name="value">The text.</param>
[AttributeUsage(AttributeTargets.Field)]
public class EnumValueAttribute(string value) : Attribute
{
    /// <summary>The text.</summary>
    public string Value { get; } = value;
}
