using System.Linq.Expressions;
using System.Reflection;
using Nuke.Common.Execution;
using Nuke.Common.Output;
using Nuke.Common.Tooling;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.Planning;

/// <summary>Collects what one target says about itself; <see cref="TargetFactory"/> resolves the relations afterwards.</summary>
internal sealed partial class TargetDefinition(NukeBuild build, ExecutableTarget target, Stack<PropertyInfo> baseProperties)
    : ITargetDefinition
{
    public ITargetDefinition Description(string description) =>
        With(() => (target.Description, TargetNotes.Of(target).Example) = TargetExample.Split(description));

    public ITargetDefinition Executes(params Action[] actions) => With(() => target.Actions.AddRange(actions));

    public ITargetDefinition Executes<T>(Func<T> action) =>
        Executes(() =>
        {
            if (action() is Task task)
            {
                task.GetAwaiter().GetResult();
            }
        });

    public ITargetDefinition Executes(Func<Task> action) => Executes(() => action().GetAwaiter().GetResult());

    public ITargetDefinition OnlyWhenDynamic(Func<bool> condition, string conditionExpression) =>
        With(() => target.DynamicConditions.Add((Text(conditionExpression), condition)));

    public ITargetDefinition OnlyWhenStatic(Func<bool> condition, string conditionExpression) =>
        With(() => target.StaticConditions.Add((Text(conditionExpression), condition)));

    public ITargetDefinition Requires<T>(Expression<Func<T>> parameterRequirement, params Expression<Func<T>>[] parameterRequirements)
        where T : class => Require([parameterRequirement, .. parameterRequirements]);

    public ITargetDefinition Requires<T>(Expression<Func<T?>> parameterRequirement, params Expression<Func<T?>>[] parameterRequirements)
        where T : struct => Require([parameterRequirement, .. parameterRequirements]);

    public ITargetDefinition Requires(Expression<Func<bool>> requirement, params Expression<Func<bool>>[] requirements) =>
        Require([requirement, .. requirements]);

    public ITargetDefinition Requires(Expression<Func<Tool>> tool, params Expression<Func<Tool>>[] tools) => Require([tool, .. tools]);

    public ITargetDefinition WhenSkipped(DependencyBehavior dependencyBehavior) =>
        With(() => target.DependencyBehavior = dependencyBehavior);

    public ITargetDefinition AssuredAfterFailure() => With(() => target.AssuredAfterFailure = true);

    public ITargetDefinition ProceedAfterFailure() => With(() => target.ProceedAfterFailure = true);

    public ITargetDefinition Unlisted() => With(() => target.Listed = false);

    public ITargetDefinition Base()
    {
        if (!baseProperties.TryPop(out var property))
        {
            throw new InvalidOperationException($"Target {target.Name} overrides no other target.");
        }

        TargetProperties.ReadNonVirtually(property, build)(this);
        return this;
    }

    public ITargetDefinition Inherit(params Target[] targets)
    {
        foreach (var inherited in targets)
        {
            inherited(this);
        }

        return this;
    }

    public ITargetDefinition Inherit<T>(params Expression<Func<T, Target>>[] targets)
    {
        var properties = targets.Length == 0 ? [TargetProperties.Single(typeof(T))] : targets.Select(x => (PropertyInfo)x.Named());
        return Inherit([.. properties.Select(x => TargetProperties.ReadNonVirtually(x, build))]);
    }

    public ITargetDefinition Produces(params string[] artifacts) => With(() => target.ArtifactProducts.AddRange(artifacts));

    public ITargetDefinition Partition(int size) => With(() => target.PartitionSize = size);

    /// <summary>The source of a lambda without its arrow, on one line.</summary>
    private static string Text(string lambda)
    {
        var body = (lambda ?? string.Empty).Trim();
        if (body.StartsWith("()", StringComparison.Ordinal) && body.IndexOf("=>", StringComparison.Ordinal) is var arrow and > 0)
        {
            body = body[(arrow + 2)..];
        }

        return string.Join(' ', body.Split((char[])null, StringSplitOptions.RemoveEmptyEntries));
    }

    private TargetDefinition Require(IEnumerable<LambdaExpression> requirements) =>
        With(() => target.DelegateRequirements.AddRange(requirements));

    private TargetDefinition With(Action change)
    {
        change();
        return this;
    }
}
