using System.Text;
using System.Text.RegularExpressions;

namespace MailFactory.Testing.Reports.Documents;

/// <summary>The targets and parameters of the build, as docs/targets-and-parameters.md lists them.</summary>
public sealed partial record CommandReference
{
    /// <summary>A target and what it does.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Description">What it does; its first line is shown.</param>
    public sealed record Target(string Name, string Description);

    /// <summary>A parameter and what it means.</summary>
    /// <param name="Name">Its name, with dashes.</param>
    /// <param name="Value">A word that stands for its value; empty for a switch.</param>
    /// <param name="Description">What it means, as the build's help tells it: the default behind <c>- Default is</c>.</param>
    public sealed record Parameter(string Name, string Value, string Description);

    /// <summary>The targets, in the order to list them in.</summary>
    public required IReadOnlyList<Target> Targets { get; init; }

    /// <summary>The parameters, in the order to list them in.</summary>
    public required IReadOnlyList<Parameter> Parameters { get; init; }

    /// <summary>The table of targets.</summary>
    public string RenderTargets() =>
        Table(["target", "what it does"], Targets.Select(target => new[] { $"`{target.Name}`", Cell(target.Description.Split('\n')[0]) }));

    /// <summary>The table of parameters.</summary>
    public string RenderParameters() =>
        Table(
            ["parameter", "meaning", "default"],
            Parameters.Select(parameter =>
            {
                var parts = parameter.Description.Split(" - Default ", 2);
                var unsaid = parameter.Value.Length == 0 ? "off" : string.Empty;
                var usual = parts.Length == 2 ? WithoutIs(parts[1]) : unsaid;
                var typed = $"--{parameter.Name} {parameter.Value}".TrimEnd();
                return new[]
                {
                    $"`{typed}`".Replace("|", "\\|", StringComparison.Ordinal),
                    Cell(parts[0]),
                    Cell(Quoted().Replace(usual, "`$1`")),
                };
            })
        );

    private static string WithoutIs(string usual) => usual.StartsWith("is ", StringComparison.Ordinal) ? usual[3..] : usual;

    private static string Table(string[] heads, IEnumerable<string[]> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows.Prepend([.. heads.Select(_ => "---")]).Prepend(heads))
        {
            text.Append("| ").AppendJoin(" | ", row).Append(" |\n");
        }

        return text.ToString();
    }

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();

    private static string Cell(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
