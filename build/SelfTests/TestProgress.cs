using System.Globalization;

/// <summary>How far a test program is: what it said so far, and a line about it whenever one is asked for.</summary>
/// <param name="time">The clock.</param>
/// <param name="lastTime">How long each test case took the last time, in seconds; empty when that is not known.</param>
sealed class TestProgress(TimeProvider time, IReadOnlyDictionary<string, double> lastTime)
{
    const int ShownAtWork = 3;

    readonly Lock _gate = new();
    readonly Dictionary<string, (string Name, long Since)> _running = [];
    readonly Dictionary<string, double> _took = [];
    readonly Dictionary<string, string> _names = [];
    readonly long _start = time.GetTimestamp();
    int _cases;
    int _tests;
    int _failed;
    int _skipped;

    /// <summary>How long each test case took that has ended, in seconds.</summary>
    public IReadOnlyDictionary<string, double> Took
    {
        get
        {
            lock (_gate)
            {
                return new Dictionary<string, double>(_took);
            }
        }
    }

    /// <summary>Takes what the program said; returns a failure with the test's name, null when it was none.</summary>
    public string? Observe(TestEvent told)
    {
        lock (_gate)
        {
            switch (told.Kind)
            {
                case "discovery-complete":
                    _cases = told.Cases;
                    break;
                case "test-case-starting":
                    _running[told.Id] = (told.Name, time.GetTimestamp());
                    break;
                case "test-case-finished" when _running.Remove(told.Id, out var ended):
                    _took[ended.Name] = told.Seconds;
                    break;
                case "test-starting":
                    _names[told.Id] = told.Name;
                    break;
                case "test-finished":
                    _names.Remove(told.Id);
                    _tests++;
                    break;
                case "test-skipped":
                    _skipped++;
                    break;
            }

            _failed += told.IsFailure ? 1 : 0;
            return told.IsFailure ? $"{Short(_names.GetValueOrDefault(told.Id, "outside of a test"))}\n{told.Failure}" : null;
        }
    }

    /// <summary>How many have run, what is running and how much time is left.</summary>
    public string Line()
    {
        lock (_gate)
        {
            var counts = new[] { $"{_took.Count} of {_cases} done", Count(_failed, "failed"), Count(_skipped, "skipped"), Left() };
            var atWork = _running
                .Values.OrderBy(test => test.Since)
                .Take(ShownAtWork)
                .Select(test => $"{Short(test.Name)} ({Clock(time.GetElapsedTime(test.Since))})");
            return string.Join(", ", counts.Where(part => part.Length > 0))
                + (_running.Count > 0 ? $"; running: {string.Join(", ", atWork)}" : string.Empty);
        }
    }

    /// <summary>How it ended, in one line.</summary>
    public string Summary()
    {
        lock (_gate)
        {
            return $"{_tests} tests in {Clock(time.GetElapsedTime(_start))}, {_failed} failed, {_skipped} skipped";
        }
    }

    /// <summary>The test cases that took longest, the longest first.</summary>
    public IReadOnlyList<string> Slowest(int count)
    {
        lock (_gate)
        {
            var slowest = _took.OrderByDescending(test => test.Value).Take(count);
            return [.. slowest.Select(test => $"{test.Value.ToString("0.0", CultureInfo.InvariantCulture), 7} s  {Short(test.Key)}")];
        }
    }

    /// <summary>Class and method, without the namespace: <c>A.B.CTests.Does_so(x: "1.2")</c> is <c>CTests.Does_so(x: "1.2")</c>.</summary>
    internal static string Short(string name)
    {
        var parts = name[..(name.IndexOf('(', StringComparison.Ordinal) is var open and >= 0 ? open : name.Length)].Split('.');
        return name[parts.SkipLast(2).Sum(part => part.Length + 1)..];
    }

    string Left()
    {
        var elapsed = time.GetElapsedTime(_start);
        var known = lastTime.Count == _cases;
        var done = known ? _took.Keys.Sum(name => lastTime.GetValueOrDefault(name)) : _took.Count;
        var all = known ? lastTime.Values.Sum() : _cases;
        // The first few say nothing about the rest.
        return done <= all / 20 ? string.Empty : $"about {Clock(elapsed * (Math.Max(0, all - done) / done))} left";
    }

    static string Count(int count, string what) => count == 0 ? string.Empty : $"{count} {what}";

    static string Clock(TimeSpan span) => $"{(int)span.TotalMinutes}:{span.Seconds:00}";
}
