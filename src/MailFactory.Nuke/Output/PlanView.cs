using System.Text.Json;
using Nuke.Common.Execution;
using Nuke.Common.Parameters;

namespace Nuke.Common.Output;

/// <summary>What <c>--plan</c> shows: the order, why each target is in it, and what would be skipped.</summary>
internal static class PlanView
{
    public static void Write(BuildSession session, NukeBuild build, IReadOnlyList<ExecutableTarget> targets)
    {
        if (session.Value(nameof(BuiltInParameters.PlanFormat)) is PlanFormat.Json)
            session.Console.WriteLine(Json(build.ExecutionPlan, targets));
        else
            WriteText(session.Console, build.ExecutionPlan, targets);
    }

    private static void WriteText(BuildConsole console, IReadOnlyCollection<ExecutableTarget> plan, IReadOnlyList<ExecutableTarget> targets)
    {
        console.WriteLine("Plan (in order):", Style.Strong);
        console.WriteLine();
        var width = plan.Select(x => x.Name.Length).DefaultIfEmpty().Max();
        foreach (var (number, target) in plan.Index())
        {
            var line = $"  {number + 1,3}  {target.Name.PadRight(width)}  {Fate(target),-5}  {Reason(target)}";
            console.WriteLine(line.TrimEnd(), target.Status == ExecutionStatus.Skipped ? Style.Dim : Style.Plain);
            foreach (var (kind, others) in Relations(target).Where(x => x.Others.Count > 0))
                console.WriteLine($"       {new string(' ', width)}         {kind} {string.Join(", ", others)}", Style.Dim);
        }

        var rest = targets.Except(plan).Where(x => x.Listed).ToList();
        if (rest.Count == 0)
            return;
        console.WriteLine();
        console.WriteLine("Not in the plan:", Style.Strong);
        foreach (var line in TextLayout.Wrap(string.Join(", ", rest), console.Width - 4))
            console.WriteLine($"  {line}");
    }

    private static string Json(IReadOnlyCollection<ExecutableTarget> plan, IReadOnlyList<ExecutableTarget> targets)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            WriteNames(json, "plan", plan);
            json.WriteStartArray("targets");
            foreach (var target in targets)
                WriteTarget(json, target, plan);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteTarget(Utf8JsonWriter json, ExecutableTarget target, IReadOnlyCollection<ExecutableTarget> plan)
    {
        json.WriteStartObject();
        json.WriteString("name", target.Name);
        json.WriteString("description", target.Description);
        json.WriteBoolean("listed", target.Listed);
        json.WriteBoolean("default", target.IsDefault);
        json.WriteBoolean("invoked", target.Invoked);
        WriteNames(json, "dependsOn", target.ExecutionDependencies);
        WriteNames(json, "after", target.OrderDependencies);
        WriteNames(json, "triggers", target.Triggers);
        WriteNames(json, "triggeredBy", target.TriggerDependencies);
        json.WriteString("fate", plan.Contains(target) ? Fate(target) : "none");
        json.WriteString("reason", Reason(target));
        json.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter json, string property, IEnumerable<ExecutableTarget> targets)
    {
        json.WriteStartArray(property);
        foreach (var target in targets)
            json.WriteStringValue(target.Name);
        json.WriteEndArray();
    }

    private static string Fate(ExecutableTarget target) => target.Status == ExecutionStatus.Skipped ? "skip" : "run";

    private static string Reason(ExecutableTarget target) => target switch
    {
        { OnlyWhen: { } condition } => $"only when {condition}",
        { Skipped: { } reason } => reason,
        { DynamicConditions: [var (condition, _), ..], Status: ExecutionStatus.Scheduled } => $"asked at its turn: only when {condition}",
        _ => string.Empty,
    };

    private static IEnumerable<(string Kind, IReadOnlyCollection<ExecutableTarget> Others)> Relations(ExecutableTarget target) =>
    [
        ("depends on", target.ExecutionDependencies),
        ("after", target.OrderDependencies),
        ("triggered by", target.TriggerDependencies),
    ];
}
