namespace MailFactory.Testing.Conformance;

/// <summary>Gathers what a check finds wrong, and tells the standard's rules from the promises of this project's own servers.</summary>
/// <param name="context">What the check works with.</param>
internal sealed class Problems(CheckContext context)
{
    private readonly Lock _lock = new();
    private readonly List<string> _faults = [];
    private readonly List<string> _warnings = [];
    private readonly List<string> _remarks = [];

    /// <summary>Whether nothing was found that fails the check.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_lock)
            {
                return _faults.Count == 0;
            }
        }
    }

    /// <summary>A rule of the standard is broken: a failure, whoever made the server.</summary>
    public void Add(string problem) => Note(_faults, "fault", problem);

    /// <summary>Rules of the standard are broken.</summary>
    public void Add(IEnumerable<string> problems)
    {
        foreach (var problem in problems)
        {
            Add(problem);
        }
    }

    /// <summary>Something is not as it should be, but no rule is broken.</summary>
    public void Warn(string problem) => Note(_warnings, "warning", problem);

    /// <summary>A promise is not kept: a failure of a server whose profile made it, and worth a remark for any other.</summary>
    public void Unkept(string problem)
    {
        if (context.Profile.KeepsPromises)
        {
            Add(problem);
        }
        else
        {
            Note(_remarks, "remark", problem);
        }
    }

    /// <summary>Failed when a rule is broken, warned when there are warnings, else passed with the sentence and the remarks.</summary>
    public CheckFinding Finding(string passed)
    {
        lock (_lock)
        {
            var remarks = _remarks.Count == 0 ? string.Empty : $" (no standard asks for it, but: {CheckFinding.Join(_remarks)})";
            return (_faults.Count, _warnings.Count) switch
            {
                (0, 0) => CheckFinding.Passed(passed + remarks),
                (0, _) => CheckFinding.Warned(CheckFinding.Join(_warnings) + remarks),
                _ => CheckFinding.Failed(CheckFinding.Join([.. _faults, .. _warnings])),
            };
        }
    }

    private void Note(List<string> list, string kind, string problem)
    {
        context.Transcript.Add($"tester  {kind}: {problem}");
        lock (_lock)
        {
            list.Add(problem);
        }
    }
}
