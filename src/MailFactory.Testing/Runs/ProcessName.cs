namespace MailFactory.Testing.Runs;

/// <summary>
/// The name of one stage of one distro wherever processes are shown, logged or ended, such as <c>vm_install_debian-13</c>; without
/// a distro the group of all, such as <c>mail_tests</c>.
/// </summary>
/// <param name="Stage">The stage.</param>
/// <param name="Distro">The distro's identifier; null for all of them.</param>
internal readonly record struct ProcessName(Stage Stage, string? Distro)
{
    /// <summary>The names of all groups, in the order of the stages.</summary>
    public static IReadOnlyList<string> Groups { get; } = [.. StageRow.All.Select(row => row.Processes)];

    /// <summary>The name in a text; null when it is none. Whether the distro exists is not asked.</summary>
    public static ProcessName? Parse(string text)
    {
        foreach (var row in StageRow.All)
        {
            if (text == row.Processes || text == row.Process)
            {
                return new ProcessName(row.Stage, null);
            }

            var prefix = new[] { row.Process, row.Processes }.FirstOrDefault(word => text.StartsWith($"{word}_", StringComparison.Ordinal));
            if (prefix is not null && text.Length > prefix.Length + 1)
            {
                return new ProcessName(row.Stage, text[(prefix.Length + 1)..]);
            }
        }

        return null;
    }

    /// <summary>Whether this is the name of a stage of a distro, or of its group.</summary>
    public bool Covers(string distro, Stage stage) => Stage == stage && (Distro is null || Distro == distro);

    /// <summary>The name as text.</summary>
    public override string ToString()
    {
        var row = StageRow.Of(Stage);
        return Distro is null ? row.Processes : $"{row.Process}_{Distro}";
    }
}
