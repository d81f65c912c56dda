using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Nuke.Common.Tooling;

namespace Nuke.Common;

/// <summary>Everything a target can say about itself; every member returns the same definition.</summary>
public interface ITargetDefinition
{
    /// <summary>One sentence for the help text.</summary>
    ITargetDefinition Description(string description);

    /// <summary>Adds bodies, which run in order.</summary>
    ITargetDefinition Executes(params Action[] actions);

    /// <summary>Adds a body whose result is not used; a task is awaited.</summary>
    ITargetDefinition Executes<T>(Func<T> action);

    /// <summary>Adds an asynchronous body, which is awaited.</summary>
    ITargetDefinition Executes(Func<Task> action);

    /// <summary>These targets run first.</summary>
    ITargetDefinition DependsOn(params Target[] targets);

    /// <summary>These targets of a component run first; without any, its only target.</summary>
    ITargetDefinition DependsOn<T>(params Func<T, Target>[] targets);

    /// <summary>Like <see cref="DependsOn{T}"/>, if the build has the component.</summary>
    ITargetDefinition TryDependsOn<T>(params Func<T, Target>[] targets);

    /// <summary>This target runs first whenever one of these runs.</summary>
    ITargetDefinition DependentFor(params Target[] targets);

    /// <summary>This target runs first whenever one of these of a component runs; without any, its only target.</summary>
    ITargetDefinition DependentFor<T>(params Func<T, Target>[] targets);

    /// <summary>Like <see cref="DependentFor{T}"/>, if the build has the component.</summary>
    ITargetDefinition TryDependentFor<T>(params Func<T, Target>[] targets);

    /// <summary>Skips the target unless the condition holds, asked right before it would run.</summary>
    ITargetDefinition OnlyWhenDynamic(
        Func<bool> condition,
        [CallerArgumentExpression(nameof(condition))] string conditionExpression = null
    );

    /// <summary>Skips the target unless the condition holds, asked before anything runs.</summary>
    ITargetDefinition OnlyWhenStatic(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string conditionExpression = null);

    /// <summary>These parameters must have values before anything runs.</summary>
    ITargetDefinition Requires<T>(Expression<Func<T>> parameterRequirement, params Expression<Func<T>>[] parameterRequirements)
        where T : class;

    /// <summary>These parameters must have values before anything runs.</summary>
    ITargetDefinition Requires<T>(Expression<Func<T?>> parameterRequirement, params Expression<Func<T?>>[] parameterRequirements)
        where T : struct;

    /// <summary>These conditions must hold before anything runs.</summary>
    ITargetDefinition Requires(Expression<Func<bool>> requirement, params Expression<Func<bool>>[] requirements);

    /// <summary>These tools must be there before anything runs.</summary>
    ITargetDefinition Requires(Expression<Func<Tool>> tool, params Expression<Func<Tool>>[] tools);

    /// <summary>What happens to the dependencies when this target is skipped; default <see cref="DependencyBehavior.Skip"/>.</summary>
    ITargetDefinition WhenSkipped(DependencyBehavior dependencyBehavior);

    /// <summary>If both run, this target runs before these.</summary>
    ITargetDefinition Before(params Target[] targets);

    /// <summary>If both run, this target runs before these of a component; without any, its only target.</summary>
    ITargetDefinition Before<T>(params Func<T, Target>[] targets);

    /// <summary>Like <see cref="Before{T}"/>, if the build has the component.</summary>
    ITargetDefinition TryBefore<T>(params Func<T, Target>[] targets);

    /// <summary>If both run, this target runs after these.</summary>
    ITargetDefinition After(params Target[] targets);

    /// <summary>If both run, this target runs after these of a component; without any, its only target.</summary>
    ITargetDefinition After<T>(params Func<T, Target>[] targets);

    /// <summary>Like <see cref="After{T}"/>, if the build has the component.</summary>
    ITargetDefinition TryAfter<T>(params Func<T, Target>[] targets);

    /// <summary>These targets run after this one whenever it runs.</summary>
    ITargetDefinition Triggers(params Target[] targets);

    /// <summary>These targets of a component run after this one whenever it runs; without any, its only target.</summary>
    ITargetDefinition Triggers<T>(params Func<T, Target>[] targets);

    /// <summary>Like <see cref="Triggers{T}"/>, if the build has the component.</summary>
    ITargetDefinition TryTriggers<T>(params Func<T, Target>[] targets);

    /// <summary>This target runs after each of these whenever it runs.</summary>
    ITargetDefinition TriggeredBy(params Target[] targets);

    /// <summary>This target runs after each of these of a component whenever it runs; without any, its only target.</summary>
    ITargetDefinition TriggeredBy<T>(params Func<T, Target>[] targets);

    /// <summary>Like <see cref="TriggeredBy{T}"/>, if the build has the component.</summary>
    ITargetDefinition TryTriggeredBy<T>(params Func<T, Target>[] targets);

    /// <summary>Runs even after an earlier target failed, if it is in the plan.</summary>
    ITargetDefinition AssuredAfterFailure();

    /// <summary>The targets after this one run even if it fails; the build fails all the same.</summary>
    ITargetDefinition ProceedAfterFailure();

    /// <summary>Leaves the target out of the help text.</summary>
    ITargetDefinition Unlisted();

    /// <summary>Takes over the definition of the target that this one overrides.</summary>
    ITargetDefinition Base();

    /// <summary>Takes over the definitions of these targets.</summary>
    ITargetDefinition Inherit(params Target[] targets);

    /// <summary>Takes over the definitions of these targets as the component itself declares them.</summary>
    ITargetDefinition Inherit<T>(params Expression<Func<T, Target>>[] targets);

    /// <summary>Names what the target leaves behind, as paths or patterns.</summary>
    ITargetDefinition Produces(params string[] artifacts);

    /// <summary>Names the targets whose products this one reads.</summary>
    ITargetDefinition Consumes(params Target[] targets);

    /// <summary>Names the targets of a component whose products this one reads.</summary>
    ITargetDefinition Consumes<T>(params Func<T, Target>[] targets);

    /// <summary>Names products of one target that this one reads.</summary>
    ITargetDefinition Consumes(Target target, params string[] artifacts);

    /// <summary>Names products of one target of a component that this one reads.</summary>
    ITargetDefinition Consumes<T>(Func<T, Target> target, params string[] artifacts);

    /// <summary>Names products of the only target of a component that this one reads.</summary>
    ITargetDefinition Consumes<T>(params string[] artifacts);

    /// <summary>In how many parts a build server may run the target.</summary>
    ITargetDefinition Partition(int size);
}
