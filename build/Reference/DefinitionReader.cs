using System.Reflection;
using Nuke.Common;

/// <summary>A definition that only listens to what a target says of itself.</summary>
class DefinitionReader : DispatchProxy
{
    string _description = string.Empty;
    bool _isUnlisted;

    /// <summary>What the target says it does; null when it says nothing, or not to be listed.</summary>
    public static string? DescriptionOf(Target target)
    {
        var definition = Create<ITargetDefinition, DefinitionReader>();
        target(definition);
        var reader = (DefinitionReader)(object)definition;
        return reader._isUnlisted || reader._description.Length == 0 ? null : reader._description;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        switch (targetMethod?.Name)
        {
            case nameof(ITargetDefinition.Description):
                _description = (string)args![0]!;
                break;
            case nameof(ITargetDefinition.Unlisted):
                _isUnlisted = true;
                break;
        }

        return this;
    }
}
