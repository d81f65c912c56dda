namespace Nuke.Common;

/// <summary>The member may stay without a value.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public class OptionalAttribute : Attribute;
