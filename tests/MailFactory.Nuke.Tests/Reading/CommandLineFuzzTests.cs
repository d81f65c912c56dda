using CsCheck;
using Nuke.Common.Parameters;
using Nuke.Common.Planning;

namespace MailFactory.Nuke.Tests.Reading;

/// <summary>Any words in any order: each line is refused whole or means the same to both engines.</summary>
[Collection(OneBuildAtATime.Name)]
public sealed class CommandLineFuzzTests
{
    private static readonly ParameterSet _parameters = new(typeof(ReadingSample));
    private static readonly IReadOnlyList<string> _targets = [.. TargetProperties.Of(typeof(ReadingSample)).Select(x => x.Name)];

    private static readonly Gen<string> _known = Gen.OneOf<string>(
        "Test",
        "ListIsos",
        "list-isos",
        "Status",
        "status",
        "Test+Status",
        "--place",
        "--place=W",
        "-Place",
        "--memory",
        "--memory=4",
        "--timeout-scale",
        "--dry-run",
        "--dry-run=false",
        "--names",
        "--names=a",
        "--skip",
        "--target",
        "--no-logo",
        "--verbosity",
        "quiet",
        "12",
        "-1",
        "2.5",
        "0,001",
        "1e3",
        "NaN",
        "Infinity",
        "true",
        "false",
        "W",
        "a b",
        "",
        "-",
        "--",
        "+",
        "=",
        "--=",
        "Test,",
        "Te.s/t",
        "--plac"
    );

    private static readonly Gen<string[]> _lines = Gen.Frequency<string>((9, _known), (1, Gen.String[0, 6])).Array[0, 8];

    [Fact]
    public void NUKE_reads_out_of_the_list_that_it_gets_what_the_line_says() =>
        _lines.Sample(
            words =>
            {
                var line = CommandLine.Parse(words, _parameters, _targets);
                if (line.Errors.Count > 0)
                {
                    return line.Errors.All(x => x.Length > 0 && !x.Contains("   at ", StringComparison.Ordinal));
                }

                IReadOnlyList<string> handed;
                try
                {
                    handed = NukeArguments.Of(line, _parameters, _targets);
                }
                catch (UsageException)
                {
                    return true;
                }

                var loose = new LooseReading(handed);
                return loose.Targets.SequenceEqual(Named(line))
                    && line.Given.Where(x => !x.IsBuiltIn && !NukeArguments.IsForEnvironment(line, x))
                        .All(x => Means(x, line.ValuesOf(x), loose));
            },
            iter: 20_000,
            threads: 1
        );

    [Fact]
    public void A_line_is_refused_whole_or_runs_exactly_what_it_names() =>
        _lines.Sample(
            words =>
            {
                using var run = new SampleRun();
                var exitCode = run.Run<ReadingSample>("Test", words);
                if (exitCode == 3)
                {
                    return SampleTargets.Ran.Count == 0 && run.Error.Length > 0 && !run.Error.Contains("   at ", StringComparison.Ordinal);
                }

                var line = CommandLine.Parse(words, _parameters, _targets);
                var named = Named(line);
                return exitCode == 0 && SampleTargets.Ran.ToHashSet().SetEquals(named.Count == 0 ? ["Test"] : named);
            },
            iter: 300,
            threads: 1
        );

    [Fact]
    public void The_list_is_handed_over_where_NUKE_looks_for_it()
    {
        var before = Environment.GetCommandLineArgs();
        try
        {
            NukeArguments.HandOver(["ListIsos", "--place", "W"]);
            Assert.Equal([before[0], "ListIsos", "--place", "W"], Environment.GetCommandLineArgs());
        }
        finally
        {
            NukeArguments.HandOver(before[1..]);
        }
    }

    /// <summary>NUKE's loose reading, taken for the strict one, is found out: the negative control.</summary>
    [Fact]
    public void A_line_as_it_was_typed_would_mean_something_else_to_NUKE()
    {
        var loose = new LooseReading(["--place", "W", "ListIsos"]);
        Assert.Empty(loose.Targets);
        Assert.Equal(["W", "ListIsos"], loose.Values["place"]);
    }

    private static IReadOnlyList<string> Named(CommandLine line) =>
        TargetNames.Declared(
            line.Targets.Concat((line.ValuesOf(_parameters.Find("Target")) ?? []).SelectMany(x => x.Split('+'))),
            _targets
        );

    private static bool Means(ParameterDefinition parameter, IReadOnlyList<string> texts, LooseReading loose)
    {
        var read = loose.Values.GetValueOrDefault(ParameterNames.Key(parameter.Name));
        if (read is null)
        {
            return false;
        }

        if (parameter.IsArray)
        {
            return read.SequenceEqual(texts);
        }

        return parameter.IsSwitch
            ? (read.Count == 0 || bool.Parse(read[0])) == (texts.Count == 0 || bool.Parse(texts[^1]))
            : read.SequenceEqual([texts[^1]]);
    }
}
