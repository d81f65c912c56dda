using MailFactory.Testing.Distros;
using MailFactory.Testing.Hosts;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.Journal;
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
    public static SessionSchedule Create(RunServices services, IReadOnlyList<Distro> distros, IReadOnlyList<Stage> stages)
    {
        var accelerator = services.Accelerator.Chosen.Accelerator.Kind;
        var file = Path.Combine(services.Options.Layout.Logs, DurationHistory.FileName);
        var history = DurationHistory.Load(file);
        if (history.Problem is { } problem)
        {
            Say(problem);
        }

        var host = HostBudgetReader.Read(services.Options, accelerator);
        var graph = Schedule.Graph([.. distros.Select(distro => DistroPlan.Of(distro, services.Options, stages, accelerator))], history);
        var plan = Schedule.Forecast(graph, host);
        Say($"{ScheduleText.Summary(plan)}; this host allows {host}");
        foreach (var warning in plan.Warnings)
        {
            Say(warning);
        }

        services.Recorder.Record(now => new RunPlanned
        {
            Time = now,
            Accelerator = SessionServices.Describe(services),
            Host = $"{host}",
        });
        var guard = HostGuard.For(services.Options, host);
        var scheduler = new Scheduler(graph, host) { IsTooBusyFor = guard.IsTooBusyFor };
        return new SessionSchedule(
            new ScheduleLoop(scheduler, services.Time),
            new DurationRecorder(file, history, accelerator, Say),
            host,
            guard
        );

        void Say(string line)
        {
            services.Log.Information("{Line}", line);
            services.View.Say(line);
        }
    }
}
