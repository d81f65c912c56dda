using System.Reflection;
using Nuke.Common.Execution;
using Nuke.Common.Parameters;
using Nuke.Common.ValueInjection;

namespace Nuke.Common;

/// <summary>The member is a parameter: its value comes from arguments, environment variables or parameter files.</summary>
/// <param name="description">One sentence for the help text.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public class ParameterAttribute(string description = null) : ValueInjectionAttributeBase
{
    /// <summary>One sentence for the help text.</summary>
    public virtual string Description { get; } = description;

    /// <summary>The name, in Pascal case; default: the member's name.</summary>
    public string Name { get; set; }

    /// <summary>Splits one token into several elements; only for arrays.</summary>
    public string Separator { get; set; }

    /// <summary>Whether the parameter is listed in the help text; default true.</summary>
    public virtual bool List { get; set; } = true;

    /// <summary>The type that has <see cref="ValueProviderMember"/>; default: the build itself.</summary>
    public Type ValueProviderType { get; set; }

    /// <summary>A member that lists the values to offer in help, schema and completion.</summary>
    public string ValueProviderMember { get; set; }

    /// <inheritdoc/>
    public override object GetValue(MemberInfo member, object instance) => BuildSession.Current.Parameters.ValueOf(member);

    /// <summary>The values to offer for the member, or null where any value goes.</summary>
    public virtual IEnumerable<(string Text, object Object)> GetValueSet(MemberInfo member, object instance)
    {
        if (ValueProviderMember is null)
        {
            return ValueSets.Of(member.ValueType());
        }

        return ValueSets.Provided(this, instance)?.Select(x => (x, (object)x));
    }
}
