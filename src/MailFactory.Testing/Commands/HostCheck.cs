using MailFactory.Testing.Downloads;
using MailFactory.Testing.Hosts;
using MailFactory.Testing.Options;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Accelerators;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling.Plans;

namespace MailFactory.Testing.Commands;

/// <summary>Looks at the host and says what is in the way of a run.</summary>
public static class HostCheck
{
    /// <summary>Prints a verdict and a remedy for each finding; throws <see cref="HostException"/> when one of them is a failure.</summary>
    public static async Task RunAsync(RunOptions options, TextWriter console, CancellationToken cancellationToken)
    {
        RunOptionsCheck.Check(options);
        var distros = RunOptionsCheck.Select(options);
        using var http = MediaHttp.CreateClient();
        var facts = await new HostFactsReader().ReadAsync(HostTools.All, options.Layout.Root, cancellationToken).ConfigureAwait(false);
        var (accelerator, problem) = await AcceleratorAsync(cancellationToken).ConfigureAwait(false);
        facts = facts with
        {
            Accelerator = accelerator,
            AcceleratorProblem = problem,
            HasPacketGate = await HasPacketGateAsync(cancellationToken).ConfigureAwait(false),
            Mirror = await new MirrorProbe(http, TimeProvider.System)
                .AskAsync(options.Mirror, "stable", cancellationToken)
                .ConfigureAwait(false),
        };
        var kind = facts.Accelerator is { IsHardware: true } ? AcceleratorKind.Kvm : AcceleratorKind.Tcg;
        var needs = StageNeeds.OfHost([.. distros.Select(distro => DistroPlan.Of(distro, options, Enum.GetValues<Stage>(), kind))]);
        var findings = Doctor.Examine(facts, needs, PackageManager.Detect());
        await console.WriteLineAsync(FindingTable.Render(findings)).ConfigureAwait(false);
        if (findings.FirstOrDefault(finding => finding.Verdict == HostVerdict.Fail) is { } worst)
        {
            throw new HostException(
                FailureClass.Infrastructure,
                $"{worst.Subject}: {worst.Detail.ReplaceLineEndings("; ")}; {worst.Remedy}"
            );
        }
    }

    private static async Task<bool?> HasPacketGateAsync(CancellationToken cancellationToken)
    {
        try
        {
            var help = await ToolRunner
                .RunAsync(ToolCommand.Create(MachineSpec.Program, "-object", "help"), cancellationToken)
                .ConfigureAwait(false);
            return help.StandardOutput.Contains("filter-redirector", StringComparison.Ordinal);
        }
        catch (ToolException)
        {
            return null;
        }
    }

    private static async Task<(HostAccelerator? Accelerator, string? Problem)> AcceleratorAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var probe = new AcceleratorProbe(TimeProvider.System);
            var report = await probe.ProbeAsync(wanted: null, cancellationToken).ConfigureAwait(false);
            return (
                new HostAccelerator(
                    string.Join('\n', AcceleratorText.Details(report)),
                    report.Chosen.Accelerator.Kind == AcceleratorKind.Kvm
                ),
                null
            );
        }
        catch (AcceleratorException error)
        {
            return (null, error.Message);
        }
        catch (ToolException)
        {
            return (null, null);
        }
    }
}
