using System.Text.RegularExpressions;
using MailFactory.Testing.Installs.Diagnosis;

namespace MailFactory.Testing.Tests.Installs.Diagnosis;

public sealed class LinearRegexTests
{
    private const int LongestLine = 8190;

    // The limits of these tests are the claim: what takes a quarter of a second for each line would go on for minutes.
    private const int Rounds = 20;

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
        var firsts = lines.ToDictionary(line => line, line => Array.FindIndex(patterns, pattern => LinearRegex.Of(pattern).IsMatch(line)));
        for (var round = 0; round < Rounds; round++)
        {
            Assert.All(lines, line => Assert.Equal(firsts[line], set.FirstIn(line)));
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task An_expression_that_was_slow_once_is_not_slow_again()
    {
        await Task.Yield();
        const string Pattern = "(a|aa)+$";
        var line = new string('a', 40) + "!";

        // It is slow indeed, and given up after 50 ms: as often as below, that would be far beyond the limit of this test.
        var backtracking = new Regex(Pattern, RegexOptions.ExplicitCapture, TimeSpan.FromMilliseconds(50));
        Assert.Throws<RegexMatchTimeoutException>(() => backtracking.IsMatch(line));
        for (var round = 0; round < 2_000; round++)
        {
            Assert.False(LinearRegex.IsMatch(Pattern, line));
        }

        Assert.True(LinearRegex.IsMatch(Pattern, "aaa"));
    }
}
