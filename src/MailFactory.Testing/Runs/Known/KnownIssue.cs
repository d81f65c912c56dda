using System.Text.RegularExpressions;

namespace MailFactory.Testing.Runs.Known;

/// <summary>A failure that is expected until somebody mends it.</summary>
internal sealed record KnownIssue
{
    /// <summary>What is wrong, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>Where it is being dealt with.</summary>
    public required string Link { get; init; }

    /// <summary>Since when it is known.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>The last day on which it counts.</summary>
    public required DateOnly Expires { get; init; }

    /// <summary>The distros that have it; all when there are none.</summary>
    public IReadOnlyList<string> Distros { get; init; } = [];

    /// <summary>The stage that fails; any when null.</summary>
    public Stage? Stage { get; init; }

    /// <summary>The checks that fail; any failure when there are none.</summary>
    public IReadOnlyList<string> Checks { get; init; } = [];

    /// <summary>How Mail Server Factory ends, as <see cref="StageResult.FactoryOutcome"/> has it; whatever failed when null.</summary>
    public string? Outcome { get; init; }

    /// <summary>
    /// Packages of the tested machine, each as <c>name version</c>, all of which have to be there; <c>dovecot-core 1:2.4.1</c> is
    /// <c>1:2.4.1+dfsg1-5</c> too, but not <c>1:2.4.10</c>. Whatever is installed when there are none.
    /// </summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>A part of the sentence that tells the cause, upper and lower case alike; any when null.</summary>
    public string? Cause { get; init; }

    /// <summary>A pattern that the cause has to match; any when null. It takes linear time, whatever it is and is given.</summary>
    public Regex? Pattern { get; init; }

    /// <summary>The file and the line that it stands in.</summary>
    public required string Place { get; init; }

    /// <summary>Whether it is about a distro.</summary>
    public bool IsAbout(string distro) => Distros.Count == 0 || Distros.Contains(distro);

    /// <summary>Whether a stage came to where it could have been met.</summary>
    public bool IsReached(StageResult stage) =>
        IsAbout(stage.Distro)
        && stage.Verdict != Verdict.Skipped
        && (Stage is null || Stage == stage.Stage)
        && (Outcome is null || stage.FactoryOutcome is not null);

    /// <summary>Whether it explains a failure.</summary>
    /// <param name="stage">The stage that failed.</param>
    /// <param name="check">The check that failed it; null when it failed without one.</param>
    /// <param name="cause">The sentence that tells why.</param>
    public bool Explains(StageResult stage, string? check, string cause) =>
        IsAbout(stage.Distro)
        && (Stage is null || Stage == stage.Stage)
        && (Checks.Count == 0 || (check is not null && Checks.Contains(check)))
        && (Outcome is null || Outcome == stage.FactoryOutcome)
        && Packages.All(wanted => stage.Packages.Any(package => IsVersionOf(package, wanted)))
        && (Cause is null || cause.Contains(Cause, StringComparison.OrdinalIgnoreCase))
        && Pattern?.IsMatch(cause) != false;

    private static bool IsVersionOf(string package, string wanted) =>
        package.StartsWith(wanted, StringComparison.Ordinal) && (package.Length == wanted.Length || !char.IsDigit(package[wanted.Length]));
}
