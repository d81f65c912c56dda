namespace MailFactory.Testing.Runs;

/// <summary>
/// The name of one stage of one distro wherever processes are shown, logged or ended, such as <c>vm_install_debian-13</c>; without
/// a distro the group of all, such as <c>mail_tests</c>.
/// </summary>
/// <param name="Stage">The stage.</param>
/// <param name="Distro">The distro's identifier; null for all of them.</param>
internal readonly record struct ProcessName(Stage Stage, string? Distro)
{
    private static readonly (Stage Stage, string Item, string Group)[] _words =
    [
        (Stage.Download, "iso_download", "iso_download"),
        (Stage.Verify, "iso_verify", "iso_verify"),
        (Stage.Create, "vm_create", "vm_create"),
        (Stage.Install, "vm_install", "vm_install"),
        (Stage.Archive, "vm_archive", "vm_archive"),
        (Stage.MailTest, "mail_test", "mail_tests"),
    ];

    /// <summary>The names of all groups, in the order of the stages.</summary>
    public static IReadOnlyList<string> Groups { get; } = [.. _words.Select(word => word.Group)];

    /// <summary>The name in a text; null when it is none. Whether the distro exists is not asked.</summary>
    public static ProcessName? Parse(string text)
    {
        foreach (var (stage, item, group) in _words)
        {
            if (text == group || text == item)
            {
                return new ProcessName(stage, null);
            }

            var prefix = new[] { item, group }.FirstOrDefault(word => text.StartsWith($"{word}_", StringComparison.Ordinal));
            if (prefix is not null && text.Length > prefix.Length + 1)
            {
                return new ProcessName(stage, text[(prefix.Length + 1)..]);
            }
        }

        return null;
    }

    /// <summary>Whether this is the name of a stage of a distro, or of its group.</summary>
    public bool Covers(string distro, Stage stage) => Stage == stage && (Distro is null || Distro == distro);

    /// <summary>The name as text.</summary>
    public override string ToString()
    {
        var stage = Stage;
        var (_, item, group) = _words.Single(word => word.Stage == stage);
        return Distro is null ? group : $"{item}_{Distro}";
    }
}
