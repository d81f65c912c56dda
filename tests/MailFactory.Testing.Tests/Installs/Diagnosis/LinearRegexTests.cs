using System.Diagnostics;
using MailFactory.Testing.Installs.Diagnosis;

namespace MailFactory.Testing.Tests.Installs.Diagnosis;

public sealed class LinearRegexTests
{
    private const int LongestLine = 8190;

    public static TheoryData<string> Installers =>
        [
            .. Directory
                .EnumerateFiles(Rules.Folder, "*.json")
                .Select(file => Path.GetFileNameWithoutExtension(file))
                .Where(name => name != "linux"),
        ];

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Installers))]
    public async Task A_line_made_of_a_rule_s_own_words_costs_next_to_nothing(string installer)
    {
        await Task.Yield();
        var rules = Rules.Of(installer);
        string[] patterns =
        [
            .. rules.Failures.Select(rule => rule.Pattern),
            .. rules.Prompts,
            .. rules.Phases.Select(phase => phase.Pattern).OfType<string>(),
        ];
        var lines = patterns
            .Concat(rules.Failures.Select(rule => rule.Example))
            .Append("Reached target ")
            .Distinct()
            .Select(unit => string.Concat(Enumerable.Repeat(unit, LongestLine / unit.Length)))
            .ToList();
        var set = new PatternSet(patterns);
        _ = set.FirstIn(lines[0]);
        var started = Stopwatch.GetTimestamp();
        for (var round = 0; round < 5; round++)
        {
            foreach (var line in lines)
            {
                _ = set.FirstIn(line);
            }
        }

        // A quarter of a second for each line would be minutes.
        Assert.True(
            Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30),
            $"{5 * lines.Count} lines took {Stopwatch.GetElapsedTime(started)}"
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task An_expression_that_was_slow_once_is_not_slow_again()
    {
        await Task.Yield();
        const string Pattern = "(a+)+$|(b+)+c";
        var line = new string('a', 40) + "!";
        Assert.False(LinearRegex.IsMatch(Pattern, line));
        var started = Stopwatch.GetTimestamp();
        for (var round = 0; round < 1_000; round++)
        {
            Assert.False(LinearRegex.IsMatch(Pattern, line));
        }

        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(20));
        Assert.True(LinearRegex.IsMatch(Pattern, "aaa"));
    }
}
