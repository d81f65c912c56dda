using System.Linq.Expressions;
using System.Reflection;
using Nuke.Common.Utilities.Collections;

namespace Nuke.Common.Execution;

/// <summary>A target with its relations resolved, and its state in this run.</summary>
public class ExecutableTarget
{
    /// <summary>The property that declares it.</summary>
    public MemberInfo Member { get; set; }

    /// <summary>The name to invoke it by.</summary>
    public string Name { get; set; }

    /// <summary>One sentence for the help text, or null.</summary>
    public string Description { get; set; }

    /// <summary>Whether the help text shows it.</summary>
    public bool Listed { get; set; } = true;

    /// <summary>The delegate that the property returned; targets are told apart by it.</summary>
    public Delegate Factory { get; set; }

    /// <summary>Conditions asked right before it runs, with their source text.</summary>
    public List<(string Text, Func<bool> Delegate)> DynamicConditions { get; } = [];

    /// <summary>Conditions asked before anything runs, with their source text.</summary>
    public List<(string Text, Func<bool> Delegate)> StaticConditions { get; } = [];

    /// <summary>What happens to its dependencies when it is skipped.</summary>
    public DependencyBehavior DependencyBehavior { get; internal set; }

    /// <summary>Whether it runs even after a failure.</summary>
    public bool AssuredAfterFailure { get; internal set; }

    /// <summary>Whether the plan continues if it fails.</summary>
    public bool ProceedAfterFailure { get; internal set; }

    /// <summary>What must have a value, or hold, before anything runs.</summary>
    public List<LambdaExpression> DelegateRequirements { get; } = [];

    /// <summary>Its bodies, in order.</summary>
    public List<Action> Actions { get; } = [];

    /// <summary>Targets that run first and are added to the plan.</summary>
    public List<ExecutableTarget> ExecutionDependencies { get; } = [];

    /// <summary>Targets that run first if they are in the plan.</summary>
    public List<ExecutableTarget> OrderDependencies { get; } = [];

    /// <summary>Targets that trigger this one.</summary>
    public List<ExecutableTarget> TriggerDependencies { get; } = [];

    /// <summary>Targets that this one adds to the plan, to run after it.</summary>
    public List<ExecutableTarget> Triggers { get; } = [];

    /// <summary>All targets that have to come before this one.</summary>
    public IReadOnlyCollection<ExecutableTarget> AllDependencies =>
        [.. ExecutionDependencies.Concat(OrderDependencies).Concat(TriggerDependencies).Distinct()];

    /// <summary>Targets whose products it reads, and which of them.</summary>
    public LookupTable<ExecutableTarget, string> ArtifactDependencies { get; } = new();

    /// <summary>What it leaves behind, as paths or patterns.</summary>
    public List<string> ArtifactProducts { get; } = [];

    /// <summary>In how many parts a build server may run it.</summary>
    public int? PartitionSize { get; set; }

    /// <summary>How long its bodies took.</summary>
    public TimeSpan Duration { get; internal set; }

    /// <summary>When its bodies began, as a timestamp of the run's clock.</summary>
    internal long Started { get; set; }

    /// <summary>Whether it runs when no target is named.</summary>
    public bool IsDefault { get; set; }

    /// <summary>How far it has come.</summary>
    public ExecutionStatus Status { get; set; }

    /// <summary>Whether it was named on the command line, or is the default that runs in place of one.</summary>
    public bool Invoked { get; set; }

    /// <summary>What it reported for its row of the summary.</summary>
    public Dictionary<string, string> SummaryInformation { get; } = [];

    /// <summary>Why it was skipped, or null.</summary>
    public string Skipped { get; set; }

    /// <summary>The condition that did not hold, or null.</summary>
    public string OnlyWhen { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
