using Nuke.Common.Execution;
using Nuke.Common.Parameters;
using Nuke.Common.Planning;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.Output;

/// <summary>
/// The text of <c>--help TARGET</c>: description, relations, conditions, the parameters that matter to it, and an example.
/// </summary>
internal sealed class TargetHelpText(
    BuildConsole console,
    NukeBuild build,
    IReadOnlyList<ExecutableTarget> targets,
    ParameterSet parameters
)
{
    public void Write(ExecutableTarget target)
    {
        console.WriteLine(target.IsDefault ? $"{target.Name} (default)" : target.Name, Style.Strong);
        if (target.Description is not null)
        {
            console.WriteLine($"  {target.Description}");
        }

        console.WriteLine();

        WriteList("Depends on", target.ExecutionDependencies);
        WriteList("Runs after", target.OrderDependencies);
        WriteList("Triggers", target.Triggers);
        WriteList("Triggered by", target.TriggerDependencies);
        var plan = ExecutionPlanner.Plan(targets, [target.Name]);
        WriteList("Runs in all", plan);
        foreach (var (text, _) in target.StaticConditions.Concat(target.DynamicConditions))
        {
            console.WriteLine($"  {"Only when", -14}{text}");
        }

        var required = target
            .DelegateRequirements.Select(x => x.Named())
            .Where(x => x is not null)
            .Select(parameters.Find)
            .Where(x => x is not null)
            .ToList();
        WriteParameters("Requires:", required);
        WriteParameters("Parameters:", RelevantParameters.Of(plan, parameters).Except(required));
        WriteDetails(HelpDetails.Of(build, target));
        WriteExample(TargetExample.Of(target, required, build));
    }

    private void WriteParameters(string title, IEnumerable<ParameterDefinition> chosen)
    {
        var list = chosen.ToList();
        if (list.Count == 0)
        {
            return;
        }

        console.WriteLine();
        console.WriteLine(title, Style.Strong);
        console.WriteLine();
        new HelpText(console, targets, parameters).WriteParameters(list);
    }

    private void WriteList(string title, IReadOnlyCollection<ExecutableTarget> related)
    {
        if (related.Count > 0)
        {
            console.WriteLine($"  {title, -14}{string.Join(", ", related)}");
        }
    }

    private void WriteDetails(string details)
    {
        if (details.Length == 0)
        {
            return;
        }

        console.WriteLine();
        foreach (var line in details.TrimEnd().Split('\n'))
        {
            console.WriteLine(line.TrimEnd());
        }
    }

    private void WriteExample(string example)
    {
        console.WriteLine();
        console.WriteLine("Example:", Style.Strong);
        console.WriteLine();
        console.WriteLine($"  {example}");
    }
}
