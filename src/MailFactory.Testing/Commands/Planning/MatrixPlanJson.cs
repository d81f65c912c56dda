using System.Text.Json;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.Commands.Planning;

/// <summary>The plan as a JSON document; times are seconds from the start of the run.</summary>
internal static class MatrixPlanJson
{
    /// <summary>The document.</summary>
    public static string Render(MatrixPlan plan)
    {
        var schedule = plan.Schedule;
        return JsonSerializer.Serialize(
            new
            {
                plan.Now,
                plan.ExpectedEnd,
                MakespanSeconds = schedule.Makespan.TotalSeconds,
                LowerBoundSeconds = schedule.Bounds.Lower.TotalSeconds,
                BarrierSeconds = schedule.BarrierTime.TotalSeconds,
                SerialSeconds = schedule.SerialTime.TotalSeconds,
                plan.Accelerator,
                plan.AcceleratorReason,
                Host = schedule.Host.Capacity,
                Peak = schedule.Peak with
                {
                    DiskGiB = schedule.PeakDiskGiB,
                },
                Waves = schedule.Waves.Select(wave => new
                {
                    wave.Number,
                    StartSeconds = wave.Start.TotalSeconds,
                    EndSeconds = wave.End.TotalSeconds,
                    wave.Distros,
                }),
                CriticalPath = schedule.CriticalPath,
                Distros = plan.Distros.Select(Distro),
                plan.Notes,
            },
            JsonDialect.Record
        );
    }

    private static object Distro(PlannedDistro distro) =>
        new
        {
            distro.Distro.Id,
            EndSeconds = distro.End.TotalSeconds,
            ReusedArchive = distro.Archive?.DiskFile,
            LearnedDurations = distro.Learned,
            Items = distro.Items.Select(item => new
            {
                item.Item.Id.Stage,
                StartSeconds = item.Start.TotalSeconds,
                EndSeconds = item.End.TotalSeconds,
                item.Item.Needs.MemoryMiB,
                item.Item.Needs.Cpus,
                item.Item.Needs.DiskGiB,
            }),
        };
}
