namespace MailFactory.TestKit;

/// <summary>
/// Reads a step's output as a runner of GitHub Actions does: which lines it takes for commands
/// (https://github.com/actions/runner, ActionCommand and ActionCommandManager).
/// </summary>
internal sealed class RunnerLog
{
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase)
    {
        "stop-commands",
        "error",
        "warning",
        "notice",
        "debug",
        "group",
        "endgroup",
        "add-mask",
        "set-env",
        "set-output",
        "add-path",
        "save-state",
        "echo",
        "add-matcher",
        "remove-matcher",
    };

    private string? _token;

    /// <summary>The commands that were obeyed, without those that stop and resume.</summary>
    public List<string> Obeyed { get; } = [];

    /// <summary>Whether commands are stopped.</summary>
    public bool IsStopped => _token is not null;

    public static RunnerLog Of(string output)
    {
        var log = new RunnerLog();
        using var reader = new StringReader(output);
        while (reader.ReadLine() is { } line)
        {
            log.Read(line);
        }

        return log;
    }

    private void Read(string line)
    {
        if ((Modern(line) ?? Old(line)) is not var (name, data))
        {
            return;
        }

        if (_token is not null)
        {
            if (string.Equals(name, _token, StringComparison.OrdinalIgnoreCase))
            {
                _known.Remove(_token);
                _token = null;
            }
        }
        else if (string.Equals(name, "stop-commands", StringComparison.OrdinalIgnoreCase))
        {
            _token = data;
            _known.Add(data);
        }
        else
        {
            Obeyed.Add($"{name}: {data}");
        }
    }

    private (string Name, string Data)? Modern(string line)
    {
        var text = line.TrimStart();
        var end = text.StartsWith("::", StringComparison.Ordinal) ? text.IndexOf("::", 2, StringComparison.Ordinal) : -1;
        return end < 0 ? null : Known(text[2..end], text[(end + 2)..]);
    }

    private (string Name, string Data)? Old(string line)
    {
        var start = line.IndexOf("##[", StringComparison.Ordinal);
        var end = start < 0 ? -1 : line.IndexOf(']', start);
        return end < 0 ? null : Known(line[(start + 3)..end], line[(end + 1)..]);
    }

    private (string Name, string Data)? Known(string command, string data) =>
        command.Split(' ')[0] is var name && _known.Contains(name) ? (name, data) : null;
}
