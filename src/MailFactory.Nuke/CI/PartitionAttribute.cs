using System.Reflection;
using Nuke.Common.Execution;

namespace Nuke.Common.CI;

/// <summary>The member is the part of the work that this build does, when a build server splits it.</summary>
/// <param name="total">The number of parts.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public class PartitionAttribute(int total) : ParameterAttribute
{
    /// <summary>The number of parts.</summary>
    public int Total { get; } = total;

    /// <inheritdoc/>
    public override bool List => false;

    /// <inheritdoc/>
    public override object GetValue(MemberInfo member, object instance) =>
        BuildSession.Current.Value(nameof(Partition)) is Partition partition ? partition : Partition.Single;
}
