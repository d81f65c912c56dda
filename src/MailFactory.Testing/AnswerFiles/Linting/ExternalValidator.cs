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
    private const string Input = "/dev/stdin";

    /// <summary>debconf's own check of the lines of a preseed file; it does not know the questions.</summary>
    public static ExternalValidator Debconf { get; } = new("debconf", "debconf-set-selections", "--checkonly");

    /// <summary>A shell's own check of a script's grammar.</summary>
    public static ExternalValidator ShellGrammar { get; } = new("shell-grammar", "sh", "-n");

    /// <summary>ShellCheck for a POSIX shell.</summary>
    public static ExternalValidator ShellCheck { get; } = new("shellcheck", "shellcheck", "--shell=sh", "--format=gcc", "-");

    /// <summary>libxml2's check that a file is well formed.</summary>
    public static ExternalValidator Xml { get; } = new("xmllint", "xmllint", "--noout", "--nonet", "-");

    /// <summary>cloud-init's check against its own schemas; what stands below <c>autoinstall</c> it leaves to the installer.</summary>
    public static ExternalValidator CloudInit { get; } =
        new("cloud-init", "cloud-init", "schema", "--config-file", Input) { IsTalkative = true };

    /// <summary>The schema of AutoYaST profiles, where openSUSE's package yast2-schema puts it.</summary>
    public static ExternalValidator AutoYast { get; } = OfRelaxNg("/usr/share/YaST2/schema/autoyast/rng/profile.rng");

    /// <summary>Jing's check against a RELAX NG schema on this host.</summary>
    public static ExternalValidator OfRelaxNg(string schema) => new("jing", "jing", schema, Input) { Schema = schema, IsTalkative = true };

    /// <summary>
    /// The installer's own parser of kickstart files, for a version such as <c>F41</c>; deprecated commands count as well.
    /// </summary>
    public static ExternalValidator Kickstart(string version) =>
        new("ksvalidator", "ksvalidator", "--version", version, Input) { IsTalkative = true };

    /// <summary>A file on the host that the tool needs besides; null for none.</summary>
    public string? Schema { get; private init; }

    /// <summary>Whether the tool says something about right files as well, so that only its exit code counts.</summary>
    public bool IsTalkative { get; private init; }

    /// <summary>The tool for people, with the schema that it needs.</summary>
    public string Name => Schema is null ? Tool : $"{Tool} with {Schema}";

    /// <summary>Whether the tool and what it needs are on this host.</summary>
    public bool IsInstalled => ToolRunner.Find(Tool) is not null && (Schema is null || File.Exists(Schema));

    /// <summary>Asks the tool about a text that begins at a line of a file.</summary>
    public async Task<IReadOnlyList<LintFinding>> CheckAsync(string file, int firstLine, string text, CancellationToken cancellationToken)
    {
        var result = await RunAsync(text, cancellationToken).ConfigureAwait(false);
        var complaint = $"{result.StandardOutput}{result.StandardError}".Trim();
        if (result.IsSuccess && (IsTalkative || complaint.Length == 0))
        {
            return [];
        }

        // One line is enough to find the place; the tool tells the rest to whoever runs it there.
        var first =
            complaint
                .Split('\n')
                .FirstOrDefault(words => words.Trim() is not ("" or "Error:") && !words.StartsWith("[warning]", StringComparison.Ordinal))
            ?? string.Empty;
        var line = LineNumber().Match(first) is { Success: true } match
            ? firstLine - 1 + int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)
            : 0;
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

    [GeneratedRegex(@"(?:^-:|^/dev/stdin:|line |: )(\d+)")]
    private static partial Regex LineNumber();
}
