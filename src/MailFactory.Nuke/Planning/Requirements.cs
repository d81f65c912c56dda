using System.Linq.Expressions;
using Nuke.Common.Execution;
using Nuke.Common.Parameters;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.Planning;

/// <summary>Checks, before anything runs, what parameters and targets require.</summary>
internal sealed class Requirements(NukeBuild build, ParameterSet parameters)
{
    private static readonly string[] PartEnds = [" - ", ", such as", "; ", ". ", ": ", " ("];

    /// <summary>One line for each requirement that is not met.</summary>
    public IReadOnlyList<string> Unmet(IEnumerable<ExecutableTarget> targets) =>
        [
            .. parameters.All.Where(x => x.IsRequired && IsMissing(x.Member.Read(build))).Select(x => $"{Named(x)} is required."),
            .. targets.SelectMany(target => target.DelegateRequirements.Select(x => Unmet(target, x)).Where(x => x is not null)),
        ];

    private string Unmet(ExecutableTarget target, LambdaExpression requirement)
    {
        if (requirement is Expression<Func<bool>> condition)
        {
            return condition.Compile(preferInterpretation: true)() ? null : $"Target {target.Name} requires that {Readable(condition)}.";
        }

        var value = requirement.Compile(preferInterpretation: true).DynamicInvoke();
        if (!IsMissing(value))
        {
            return null;
        }

        var member = requirement.Named();
        var parameter = member is null ? null : parameters.Find(member);
        return $"Target {target.Name} requires {(parameter is null ? member?.Name ?? Readable(requirement) : Named(parameter))}.";
    }

    private static bool IsMissing(object value) => value is null or "" or Array { Length: 0 };

    /// <summary>The option with the first part of its description: what it is for, without default, examples and further sentences.</summary>
    private static string Named(ParameterDefinition parameter)
    {
        var description = parameter.Attribute.Description ?? string.Empty;
        var end = PartEnds
            .Select(x => description.IndexOf(x, StringComparison.Ordinal))
            .Where(x => x >= 0)
            .DefaultIfEmpty(description.Length);
        var purpose = description[..end.Min()].Trim().TrimEnd('.');
        return purpose.Length > 0 ? $"{parameter.Option} ({purpose})" : parameter.Option;
    }

    private static string Readable(LambdaExpression lambda) =>
        lambda.Body.ToString().Replace("value(" + lambda.Body.Type.FullName + ").", string.Empty, StringComparison.Ordinal);
}
