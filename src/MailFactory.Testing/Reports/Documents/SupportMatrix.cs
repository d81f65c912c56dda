using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports.Documents;

/// <summary>What is proven of each distro, as a Markdown table; nothing else is claimed.</summary>
internal static class SupportMatrix
{
    /// <summary>One row for each distro, those without a test saying so.</summary>
    public static string Render(Compatibility compatibility) =>
        MarkdownText.Head("distro", "result", "tested", "accelerator", "medium", "install", "mail server")
        + string.Concat(compatibility.Distros.Select(Row));

    /// <summary>The same for the README: how far each distro came, with a link to the details in TESTING.md.</summary>
    public static string RenderShort(Compatibility compatibility) =>
        MarkdownText.Head("distro", "name", "result", "tested", "checks") + string.Concat(compatibility.Distros.Select(ShortRow));

    private static string ShortRow(CompatibilityEntry entry) =>
        entry.Status == SupportStatus.NotTested
            ? MarkdownText.Row(MarkdownText.Inline(entry.Distro), MarkdownText.Inline(entry.Name), "not tested", string.Empty, string.Empty)
            : MarkdownText.Row(
                MarkdownText.Inline(entry.Distro),
                MarkdownText.Inline(entry.Name),
                $"[{(entry.Status == SupportStatus.Passed ? "passed" : "failed")}]({TestingDocument.FileName}#{MarkdownText.Anchor(entry.Name)})",
                $"{entry.Tested?.UtcDateTime:yyyy-MM-dd}",
                $"{entry.ChecksPassed} of {entry.Checks}"
            );

    private static string Row(CompatibilityEntry entry) =>
        entry.Status == SupportStatus.NotTested
            ? MarkdownText.Row(
                MarkdownText.Inline(entry.Distro),
                "not tested",
                string.Empty,
                string.Empty,
                string.Empty,
                string.Empty,
                string.Empty
            )
            : MarkdownText.Row(
                MarkdownText.Inline(entry.Distro),
                entry.Status == SupportStatus.Passed ? "passed" : "**failed**",
                $"{entry.Tested?.UtcDateTime:yyyy-MM-dd}",
                MarkdownText.Inline(entry.Accelerator ?? string.Empty),
                MarkdownText.Inline(RunWords.OfTrust(entry.Trust ?? string.Empty)),
                MarkdownText.Inline(entry.Install ?? string.Empty),
                MarkdownText.Inline(entry.MailServer ?? string.Empty)
            );
}
