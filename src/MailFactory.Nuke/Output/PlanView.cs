using System.Text.Json;
using Nuke.Common.Execution;
using Nuke.Common.IO;
using Nuke.Common.Output.Planning;
using Nuke.Common.Parameters;
using Nuke.Common.Planning;

namespace Nuke.Common.Output;

/// <summary>What <c>--plan</c> shows: the order, why each target is in it, what would be skipped, and what the build adds itself.</summary>
internal sealed class PlanView(BuildSession session, NukeBuild build, IReadOnlyList<ExecutableTarget> targets)
{
    /// <summary>Who says how to show the plan wants to see it; a format in a file or in the environment is only a preference.</summary>
    public static bool IsWanted(BuildSession session) =>
        session.IsOn(nameof(BuiltInParameters.Plan))
        || session.IsOn(nameof(BuiltInParameters.PlanOpen))
        || session.CommandLine.ValuesOf(session.Parameters.Parameters.Find(nameof(BuiltInParameters.PlanFormat))) is not null;

    /// <param name="applySkips">Marks the targets that are skipped from the start.</param>
    /// <exception cref="UsageException">A condition threw, or the build cannot tell its part.</exception>
    public void Show(Action applySkips)
    {
        try
        {
            applySkips();
        }
        catch (ConditionException exception)
        {
            throw new UsageException(exception.Message.Split('\n')[0].TrimEnd());
        }

        SkipSucceeded();
        var graph = PlanGraph.Of(targets, build.ExecutionPlan);
        var unmet = new Requirements(build, session.Parameters.Parameters).Unmet(
            build.ExecutionPlan.Where(x => x.Status == ExecutionStatus.Scheduled)
        );
        var opens = session.IsOn(nameof(BuiltInParameters.PlanOpen));
        var format = (opens, session.IsOn(nameof(BuiltInParameters.Json))) switch
        {
            (true, _) => PlanFormat.Html,
            (_, true) => PlanFormat.Json,
            _ => session.Value(nameof(BuiltInParameters.PlanFormat)) as PlanFormat? ?? PlanFormat.Text,
        };
        var details = PlanDetails.Of(build, format);
        switch (format)
        {
            case PlanFormat.Json:
                session.Console.Result.WriteLine(Json(graph, unmet, details));
                break;
            case PlanFormat.Html:
                WritePage(PlanPage.Render(graph, unmet, details), opens);
                break;
            default:
                PlanText.Write(session.Console, graph, unmet, details);
                break;
        }
    }

    /// <summary>With <c>--continue</c>, what the last attempt did already is not done again.</summary>
    private void SkipSucceeded()
    {
        if (!build.Continue)
        {
            return;
        }

        var succeeded = BuildAttempt.SucceededBefore(session.TemporaryDirectory / BuildAttempt.FileName, session.Surroundings.Arguments);
        foreach (var target in build.ExecutionPlan.Where(x => x.Status == ExecutionStatus.Scheduled && succeeded.Contains(x.Name)))
        {
            target.Status = ExecutionStatus.Skipped;
            target.Skipped = "succeeded in the last attempt (--continue)";
        }
    }

    private static string Json(PlanGraph graph, IReadOnlyList<string> unmet, string details)
    {
        try
        {
            return PlanJson.Render(graph, unmet, details);
        }
        catch (JsonException exception)
        {
            throw new UsageException($"{nameof(PlanDetails)}(\"json\") of the build returned no JSON: {exception.Message}");
        }
    }

    private void WritePage(string page, bool opens)
    {
        var file = session.TemporaryDirectory.CreateDirectory() / "execution-plan.html";
        file.WriteAllText(session.Mask.Apply(page));
        session.Console.WriteLine(file);
        if (opens && Browser.Open(file, session.Surroundings.Variables) is { } cause)
        {
            session.Console.WriteLine($"No browser was opened: {cause}.", Style.Warning);
        }
    }
}
