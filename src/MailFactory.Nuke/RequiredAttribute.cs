namespace Nuke.Common;

/// <summary>The parameter must have a value, whatever targets run.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public class RequiredAttribute : Attribute;
