using MailFactory.Testing.Amounts;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Qemu.Accelerators;

/// <summary>Says what was tried and what was chosen.</summary>
internal static class AcceleratorText
{
    /// <summary>A line for each candidate, and a loud one when everything has to be emulated.</summary>
    public static IEnumerable<string> Lines(AcceleratorReport report)
    {
        foreach (var candidate in report.Candidates)
        {
            var took = candidate.Duration is { } duration ? $" in {Spans.Milliseconds(duration)}" : string.Empty;
            var reason = candidate.Reason.Length > 0 ? $": {candidate.Reason}" : string.Empty;
            yield return $"accelerator {candidate.Accelerator}: {(candidate.IsProven ? "proven" : "not usable")}{took}{reason}";
        }

        yield return report.Chosen.Accelerator.Kind == AcceleratorKind.Tcg
            ? "NO WORKING KVM ON THIS HOST: machines are emulated (TCG), correct but many times slower; speed factor "
                + $"{report.SpeedFactor:0.00}, timeouts x{report.TimeoutScale:0.#}"
            : $"using {report.Chosen.Accelerator}, speed factor {report.SpeedFactor:0.00}";
    }
}
