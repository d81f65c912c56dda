using MailFactory.Testing.Distros;
using MailFactory.Testing.Hosts;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.Journal;
using MailFactory.Testing.Runs.State;
using MailFactory.Testing.Scheduling;
using MailFactory.Testing.Scheduling.Durations;
using MailFactory.Testing.Scheduling.Plans;

namespace MailFactory.Testing.Matrix;

/// <summary>The schedule of a session, made for this host and from what earlier runs learned.</summary>
/// <param name="Loop">Starts the stages.</param>
/// <param name="Durations">Learns how long they take.</param>
/// <param name="Host">What they may take of the host.</param>
/// <param name="Guard">Looks whether the host still has it.</param>
internal sealed record SessionSchedule(ScheduleLoop Loop, DurationRecorder Durations, HostBudget Host, HostGuard Guard)
{
    /// <summary>Plans the run and says what is expected; throws <see cref="ScheduleException"/> for what can never fit.</summary>
    /// <param name="frame">The run.</param>
    /// <param name="recorder">Told of the plan.</param>
    /// <param name="accelerated">The accelerator in a few words.</param>
    /// <param name="distros">What is tested.</param>
    /// <param name="stages">How far.</param>
    public static SessionSchedule Create(
        RunFrame frame,
        RunRecorder recorder,
        string accelerated,
        IReadOnlyList<Distro> distros,
        IReadOnlyList<Stage> stages
    )
    {
        var accelerator = frame.Accelerator.Chosen.Accelerator.Kind;
        var file = Path.Combine(frame.Options.Layout.Logs, DurationHistory.FileName);
        var history = DurationHistory.Load(file);
        if (history.Problem is { } problem)
        {
            Say(problem);
        }

        var host = HostBudgetReader.Read(frame.Options, accelerator);
        var graph = Schedule.Graph([.. distros.Select(distro => DistroPlan.Of(distro, frame.Options, stages, accelerator))], history);
        var plan = Schedule.Forecast(graph, host);
        Say($"{ScheduleText.Summary(plan)}; this host allows {host}");
        foreach (var warning in plan.Warnings)
        {
            Say(warning);
        }

        recorder.Record(now => new RunPlanned
        {
            Time = now,
            Accelerator = accelerated,
            Host = $"{host}",
        });
        var guard = HostGuard.For(frame.Options, host);
        var scheduler = new Scheduler(graph, host) { IsTooBusyFor = guard.IsTooBusyFor };
        return new SessionSchedule(
            new ScheduleLoop(scheduler, frame.Time),
            new DurationRecorder(file, history, accelerator, Say),
            host,
            guard
        );

        void Say(string line)
        {
            frame.Log.Information("{Line}", line);
            frame.View.Say(line);
        }
    }
}
