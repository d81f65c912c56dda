namespace MailFactory.Testing.AnswerFiles.Linting;

/// <summary>
/// Reads a kickstart file: a command becomes a directive with its words, each option one of its own (<c>network --device</c>),
/// each line of %packages one with the path <c>package</c>.
/// </summary>
internal sealed class KickstartReader
{
    private const string FileName = "ks.cfg";
    private static readonly string[] _scripts = ["%pre", "%pre-install", "%post", "%onerror", "%traceback"];

    private readonly List<Directive> _directives = [];
    private readonly List<ShellScript> _read = [];
    private readonly List<LintFinding> _findings = [];
    private (string Name, int Line, List<string> Lines)? _section;

    public static AnswerDocument Read(IReadOnlyDictionary<string, string> files)
    {
        var reader = new KickstartReader();
        var lines = files[FileName].Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            reader.ReadLine(i + 1, lines[i]);
        }

        if (reader._section is { } open)
        {
            reader.Find(open.Line, $"{open.Name} has no %end");
        }

        return new AnswerDocument
        {
            File = FileName,
            Directives = reader._directives,
            Scripts = reader._read,
            LastScript = "%post",
            Findings = reader._findings,
        };
    }

    private void ReadLine(int number, string line)
    {
        var text = line.Trim();
        if (text == "%end")
        {
            End(number);
        }
        else if (_section is { } section && (text.Length == 0 || text[0] != '%' || !IsSection(text)))
        {
            section.Lines.Add(line);
            if (section.Name == "%packages" && text.Length > 0 && text[0] != '#')
            {
                _directives.Add(new Directive(FileName, number, "package", text));
            }
        }
        else if (text.Length > 0 && text[0] != '#')
        {
            ReadCommand(number, text);
        }
    }

    private void ReadCommand(int number, string text)
    {
        if (ShellWords.Split(text) is not [var command, .. var arguments])
        {
            Find(number, "a quote is not closed");
            return;
        }

        if (IsSection(command))
        {
            if (_section is { } open)
            {
                Find(number, $"{command} begins before the %end of {open.Name}");
            }

            _section = (command, number, []);
        }

        var options = arguments.Where(argument => argument.StartsWith("--", StringComparison.Ordinal)).ToList();
        _directives.Add(new Directive(FileName, number, command, string.Join(' ', arguments.Except(options))));
        _directives.AddRange(
            options
                .Select(option => option.Split('=', 2))
                .Select(option => new Directive(FileName, number, $"{command} {option[0]}", option.Length == 2 ? option[1] : string.Empty))
        );
    }

    private void End(int number)
    {
        if (_section is not { } section)
        {
            Find(number, "%end ends nothing");
            return;
        }

        if (_scripts.Contains(section.Name))
        {
            _read.Add(new ShellScript(FileName, section.Line + 1, section.Name, string.Join('\n', section.Lines) + "\n"));
        }

        _section = null;
    }

    private void Find(int line, string sentence) => _findings.Add(new LintFinding(FileName, line, "syntax", sentence));

    private static bool IsSection(string text) => text.Length > 1 && text[0] == '%' && char.IsAsciiLetter(text[1]);
}
