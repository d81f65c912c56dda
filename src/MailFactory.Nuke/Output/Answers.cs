using Nuke.Common.Completion;
using Nuke.Common.Execution;
using Nuke.Common.Parameters;
using Nuke.Common.Planning;

namespace Nuke.Common.Output;

/// <summary>What a build answers instead of running: completion, help and the plan. Each says whether it was asked for.</summary>
internal sealed class Answers(BuildSession session, NukeBuild build, IReadOnlyList<ExecutableTarget> targets)
{
    /// <param name="typed">The words typed so far, when a shell asks; otherwise null.</param>
    public bool Complete(IReadOnlyList<string> typed)
    {
        if (typed is not null)
        {
            foreach (var candidate in new Completer(session, build, targets).Complete(typed))
            {
                session.Console.WriteLine(candidate.ToString());
            }

            return true;
        }

        if (session.Value(nameof(BuiltInParameters.Completion)) is not CompletionShell shell)
        {
            return false;
        }

        session.Console.WriteLine(CompletionScript.Of(shell));
        return true;
    }

    /// <summary>Help is also the answer when there is nothing to run.</summary>
    public bool Help()
    {
        var chosen = ExecutionPlanner.Find(targets, session.InvokedTargets);
        if (!session.IsOn(nameof(BuiltInParameters.Help)) && (chosen.Count > 0 || targets.Any(x => x.IsDefault)))
        {
            return false;
        }

        var parameters = session.Parameters.Parameters;
        if (chosen.Count == 0)
        {
            new HelpText(session.Console, targets, parameters).Write();
        }

        foreach (var target in chosen)
        {
            new TargetHelpText(session.Console, build, targets, parameters).Write(target);
        }

        return true;
    }

    /// <summary>Marks what <c>--skip</c> leaves out of the plan, and shows the plan if that is wanted.</summary>
    public bool Plan()
    {
        var rules = new SkipRules(build.ExecutionPlan);
        if (session.Value(nameof(BuiltInParameters.Skip)) is string[] names)
        {
            rules.SkipByParameter(ExecutionPlanner.Find(targets, names));
        }

        if (!PlanView.IsWanted(session))
        {
            return false;
        }

        new PlanView(session, build, targets).Show(rules.SkipByStaticConditions);
        return true;
    }
}
