using System.Reflection;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.Tooling;

/// <summary>The member, a <see cref="Tool"/>, is the program of that name in PATH.</summary>
/// <param name="name">The program's name; default: the member's, in lower case.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public class PathVariableAttribute(string name = null) : ValueInjectionAttributeBase
{
    /// <inheritdoc/>
    public override object GetValue(MemberInfo member, object instance) =>
        ToolResolver.GetEnvironmentOrPathTool(name ?? member.Name.ToLowerInvariant());
}
