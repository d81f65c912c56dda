using MailFactory.Testing.Mistakes;
using MailFactory.Testing.Options;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling;

namespace MailFactory.Testing.Commands.Planning;

/// <summary>Shows what a run of the matrix would do on this host.</summary>
public static class MatrixPlanView
{
    /// <summary>
    /// The plan in a format: <c>text</c>, <c>json</c> or <c>html</c> (a fragment). Empty when the matrix has nothing to do. Throws
    /// <see cref="RunOptionsException"/> for wrong options and <see cref="ScheduleException"/> for a distro that can never fit.
    /// </summary>
    public static async Task<string> RenderAsync(
        RunOptions options,
        IReadOnlyList<Stage> stages,
        string format,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        RunOptionsCheck.Check(options);
        if (stages.Count == 0)
        {
            return string.Empty;
        }

        var plan = await MatrixPlanner.PlanAsync(options, stages, time, cancellationToken).ConfigureAwait(false);
        return format switch
        {
            "text" => MatrixPlanText.Render(plan),
            "json" => MatrixPlanJson.Render(plan),
            "html" => MatrixPlanHtml.Render(plan),
            _ => throw new ArgumentException(WrongValue.Of("--plan-format", format, ["text", "json", "html"]), nameof(format)),
        };
    }
}
