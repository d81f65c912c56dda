using System.Text;
using System.Text.RegularExpressions;
using MailFactory.Testing.Files;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.AnswerFiles.Linting;

/// <summary>A validator of somebody else's, which reads from its standard input and may not be installed.</summary>
/// <param name="Rule">The name its findings go by.</param>
/// <param name="Tool">The program.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed partial record ExternalValidator(string Rule, string Tool, params string[] Arguments)
{
    /// <summary>debconf's own check of the lines of a preseed file; it does not know the questions.</summary>
    public static ExternalValidator Debconf { get; } = new("debconf", "debconf-set-selections", "--checkonly");

    /// <summary>A shell's own check of a script's grammar.</summary>
    public static ExternalValidator ShellGrammar { get; } = new("shell-grammar", "sh", "-n");

    /// <summary>ShellCheck for a POSIX shell.</summary>
    public static ExternalValidator ShellCheck { get; } = new("shellcheck", "shellcheck", "--shell=sh", "--format=gcc", "-");

    /// <summary>libxml2's check that a file is well formed.</summary>
    public static ExternalValidator Xml { get; } = new("xmllint", "xmllint", "--noout", "--nonet", "-");

    /// <summary>Whether the tool is on this host.</summary>
    public bool IsInstalled => ToolRunner.Find(Tool) is not null;

    /// <summary>Asks the tool about a text that begins at a line of a file.</summary>
    public async Task<IReadOnlyList<LintFinding>> CheckAsync(string file, int firstLine, string text, CancellationToken cancellationToken)
    {
        var result = await RunAsync(text, cancellationToken).ConfigureAwait(false);
        var complaint = $"{result.StandardOutput}{result.StandardError}".Trim();
        if (result.IsSuccess && complaint.Length == 0)
        {
            return [];
        }

        // One line is enough to find the place; the tool tells the rest to whoever runs it there.
        var first = complaint.Split('\n')[0];
        var line = LineNumber().Match(first) is { Success: true } match ? firstLine - 1 + int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) : 0;
        return [new LintFinding(file, line, Rule, first.Length > 0 ? first : $"{Tool} ended with exit code {result.ExitCode}")];
    }

    private async Task<ToolResult> RunAsync(string text, CancellationToken cancellationToken)
    {
        using var scratch = ScratchFolder.Create("lint");
        var command = ToolCommand.Create(Tool, Arguments) with
        {
            StandardInput = Encoding.UTF8.GetBytes(text),
            Environment = this == Debconf ? DebconfDatabase.CreateIn(scratch.Path) : [],
        };
        return await ToolRunner.RunAsync(command, cancellationToken).ConfigureAwait(false);
    }

    [GeneratedRegex(@"(?:^-:|line |: )(\d+)")]
    private static partial Regex LineNumber();
}
