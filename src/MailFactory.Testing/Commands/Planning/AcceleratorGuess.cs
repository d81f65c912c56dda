using MailFactory.Testing.Hosts;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling.Durations;

namespace MailFactory.Testing.Commands.Planning;

/// <summary>Which accelerator a run will most likely prove; the proof itself starts QEMU, which a plan does not.</summary>
/// <param name="Kind">The accelerator.</param>
/// <param name="Reason">Why, in a few words.</param>
internal sealed record AcceleratorGuess(AcceleratorKind Kind, string Reason)
{
    /// <summary>What was asked for, else what the newest measured run on this host used, else whether /dev/kvm opens.</summary>
    public static AcceleratorGuess Make(RunOptions options, DurationHistory durations, KvmDevice device) =>
        (options.Accelerator, durations.Stages, device) switch
        {
            ({ } wanted, _, _) => new(wanted, "asked for"),
            (_, [.., var newest], _) => new(newest.Accelerator, "as in the last run; the next run proves it again"),
            (_, _, KvmDevice.Opens) => new(AcceleratorKind.Kvm, "/dev/kvm opens; the run proves it"),
            (_, _, KvmDevice.Denied) => new(AcceleratorKind.Tcg, "/dev/kvm does not open for this user"),
            _ => new(AcceleratorKind.Tcg, "there is no /dev/kvm"),
        };
}
