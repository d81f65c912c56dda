namespace Nuke.Common;

/// <summary>The parameter's value is masked in everything the build prints or logs.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public class SecretAttribute : Attribute;
