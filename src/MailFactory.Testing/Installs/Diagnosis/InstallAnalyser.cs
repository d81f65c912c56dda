using MailFactory.Testing.Foreign.Consoles;

namespace MailFactory.Testing.Installs.Diagnosis;

/// <summary>Reads an installer's serial text as it comes, in whatever pieces, and says what it shows.</summary>
internal sealed class InstallAnalyser
{
    private const int LinesKept = 30;

    // An error's explanation follows its title within moments.
    private static readonly TimeSpan _settleTime = TimeSpan.FromSeconds(2);

    private readonly SerialText _text = new();
    private readonly SerialText _log = new();
    private readonly Queue<string> _lastLines = new();
    private readonly string _nonce;
    private readonly TimeProvider _time;
    private readonly IReadOnlyList<FailurePattern> _rules;
    private readonly InstallQuestion _question;
    private readonly IReadOnlyList<FailurePattern> _logRules;
    private readonly PatternSet _failures;
    private readonly PatternSet _logFailures;
    private readonly PatternSet _prompts;
    private readonly List<string> _explanation = [];
    private FailurePattern? _suspicion;
    private long _suspected;

    /// <summary>Creates an analyser for one install.</summary>
    /// <param name="rules">How to read the installer's text.</param>
    /// <param name="nonce">The text that the answer file prints at its end; fresh for each run.</param>
    /// <param name="time">The clock.</param>
    public InstallAnalyser(InstallRules rules, string nonce, TimeProvider time)
    {
        _nonce = nonce;
        _time = time;
        _rules = rules.Failures;
        _question = new InstallQuestion(rules.Dialog);
        _logRules = [.. rules.Failures.Where(rule => rule.IsInLog)];
        _failures = new PatternSet(_rules.Select(rule => rule.Pattern));
        _logFailures = new PatternSet(_logRules.Select(rule => rule.Pattern));
        _prompts = new PatternSet(rules.Prompts);
        Phases = new PhaseTracker(rules.Phases, time);
    }

    /// <summary>The phases seen so far.</summary>
    public PhaseTracker Phases { get; }

    /// <summary>Whether the nonce was seen.</summary>
    public bool IsNonceSeen { get; private set; }

    /// <summary>What is wrong; null as long as nothing is.</summary>
    public InstallFinding? Finding { get; private set; }

    /// <summary>The last lines that are not blank, the unfinished one included.</summary>
    public IReadOnlyList<string> LastLines =>
        [.. _lastLines.Append(_text.UnfinishedLine).Where(line => line.Length > 0).TakeLast(LinesKept)];

    /// <summary>Takes the next bytes, if any, and looks at the clock.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        foreach (var line in _text.Append(bytes))
        {
            Read(line);
            Remember(line);
        }

        if (_text.UnfinishedLine is { Length: > 0 } unfinished)
        {
            Phases.Read(unfinished);
            IsNonceSeen |= unfinished.Contains(_nonce, StringComparison.Ordinal);
            LookForPrompt(unfinished);
        }

        if (_suspicion is not null && _time.GetElapsedTime(_suspected) >= _settleTime)
        {
            Conclude();
        }
    }

    /// <summary>Takes the next bytes of the installer's log; it shows phases, and failures that say so.</summary>
    public void AppendLog(ReadOnlySpan<byte> bytes)
    {
        foreach (var line in _log.Append(bytes))
        {
            Phases.Read(line, isLog: true);
            if (_suspicion is null && _logFailures.FirstIn(line) is >= 0 and var rule)
            {
                Suspect(_logRules[rule]);
                Remember(line);
            }
        }
    }

    /// <summary>Says that no more text will come, so that an error whose explanation was awaited counts now.</summary>
    public void Conclude()
    {
        if (_suspicion is not null)
        {
            Finding ??= Explain(_suspicion);
        }
    }

    private void Read(string line)
    {
        Phases.Read(line);
        IsNonceSeen |= line.Contains(_nonce, StringComparison.Ordinal);
        if (_suspicion is null && _failures.FirstIn(line) is >= 0 and var rule)
        {
            Suspect(_rules[rule]);
        }

        LookForPrompt(line);
    }

    private void LookForPrompt(string line)
    {
        if (Finding is null && _prompts.MatchesAny(line))
        {
            Finding = _suspicion is null ? _question.Asked(LastLines) : Explain(_suspicion);
        }
    }

    private void Suspect(FailurePattern rule)
    {
        _suspicion = rule;
        _suspected = _time.GetTimestamp();
    }

    // From the line that raised the suspicion on: what follows a panic is longer than what is kept of the end.
    private InstallFinding Explain(FailurePattern rule) =>
        _question.Explain(rule, [.. _explanation.Append(_text.UnfinishedLine).Where(line => line.Length > 0).Take(LinesKept)]);

    private void Remember(string line)
    {
        if (line.Length == 0)
        {
            return;
        }

        if (_suspicion is not null && _explanation.Count < LinesKept)
        {
            _explanation.Add(line);
        }

        _lastLines.Enqueue(line);
        if (_lastLines.Count > LinesKept)
        {
            _lastLines.Dequeue();
        }
    }
}
