using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Qemu.Accelerators;

/// <summary>Says what was tried and what was chosen.</summary>
internal static class AcceleratorText
{
    /// <summary>A line for each candidate, and a loud one when everything has to be emulated.</summary>
    public static IEnumerable<string> Lines(AcceleratorReport report) =>
        [.. report.Candidates.Select(candidate => $"accelerator {Of(candidate)}"), Choice(report)];

    /// <summary>The same for a table that names the subject itself, what was chosen first.</summary>
    public static IEnumerable<string> Details(AcceleratorReport report) => [Choice(report), .. report.Candidates.Select(Of)];

    private static string Of(AcceleratorCandidate candidate)
    {
        var reason = candidate.Reason.Length > 0 ? $": {candidate.Reason}" : string.Empty;
        return $"{candidate.Accelerator}: {(candidate.IsProven ? "works" : "not usable")}{reason}";
    }

    private static string Choice(AcceleratorReport report) =>
        report.Chosen.Accelerator.Kind == AcceleratorKind.Tcg
            ? "NO WORKING KVM ON THIS HOST: machines are emulated (TCG), correct but many times slower; speed factor "
                + $"{report.SpeedFactor:0.00}, timeouts x{report.TimeoutScale:0.#}"
            : $"using {report.Chosen.Accelerator}, speed factor {report.SpeedFactor:0.00}";
}
