using System.Text.Json;

namespace MailFactory.Nuke.Tests;

[Collection(OneBuildAtATime.Name)]
public sealed class PlanTests : IDisposable
{
    private readonly SampleRun _run = new();

    [Fact]
    public void What_runs_is_told_from_what_a_condition_decides_and_what_is_skipped()
    {
        Assert.Equal(0, _run.Run<Sample>("Publish", "--plan"));
        Assert.StartsWith("Plan of Publish (2 to run, 1 decided at run time, 1 skipped), in order:", _run.Out, StringComparison.Ordinal);
        Assert.Contains("  2  Lint      skip   only when IsServer", _run.Out, StringComparison.Ordinal);
        Assert.Contains("  3  Publish   maybe  decided at run time: Answer == 42 and Name != null", _run.Out, StringComparison.Ordinal);
        Assert.Empty(SampleTargets.Ran);
    }

    [Fact]
    public void The_kinds_of_dependencies_are_told_apart()
    {
        _run.Run<Sample>("Publish", "--plan");
        Assert.Contains("depends on Compile, Lint", _run.Out, StringComparison.Ordinal);
        Assert.Contains("after Compile", _run.Out, StringComparison.Ordinal);
        Assert.Contains("triggered by Publish", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_succeeded_in_the_last_attempt_is_skipped_with_continue()
    {
        Assert.NotEqual(0, _run.Run<Broken>("Second"));
        Assert.Equal(0, _run.Run<Broken>("Second", "--continue", "--plan", "--plan-format", "text"));
        Assert.Contains("1  First   skip   succeeded in the last attempt (--continue)", _run.Out, StringComparison.Ordinal);
        Assert.Equal(0, _run.Run<Broken>("Second", "--plan"));
        Assert.Contains("1  First   run", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_plan_of_a_continued_build_leaves_its_attempt_as_it_is()
    {
        _run.Run<Broken>("Second");
        _run.Run<Broken>("Second", "--continue", "--plan");
        _run.Run<Broken>("Second", "--continue");
        Assert.Empty(SampleTargets.Ran);
    }

    [Fact]
    public void Requirements_that_are_not_met_are_named_and_the_plan_is_shown()
    {
        Assert.Equal(0, _run.Run<Broken>("Second", "Demanding", "--plan"));
        Assert.Contains($"It would not start:{Environment.NewLine}  Target Demanding requires --key", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_condition_that_throws_is_one_line()
    {
        Assert.Equal(3, _run.Run<Broken>("Second", "Doubtful", "--plan"));
        Assert.Equal($"Condition 'Throw()' of target Doubtful failed: no answer{Environment.NewLine}", _run.Error);
    }

    [Fact]
    public void Saying_how_to_show_the_plan_is_asking_for_it()
    {
        Assert.Equal(0, _run.Run<Sample>("Publish", "--plan-format", "json"));
        using var document = JsonDocument.Parse(_run.Out);
        Assert.Empty(SampleTargets.Ran);
    }

    [Fact]
    public void A_format_in_a_file_runs_the_build_as_ever()
    {
        _run.WriteFile("parameters.json", """{ "PlanFormat": "json" }""");
        Assert.Equal(0, _run.Run<Sample>("Compile"));
        Assert.Equal(["Compile"], SampleTargets.Ran);
    }

    [Fact]
    public void The_document_has_every_relation_fate_and_reason()
    {
        _run.Run<Sample>("Publish", "--plan", "--plan-format", "json");
        using var document = JsonDocument.Parse(_run.Out);
        var root = document.RootElement;
        Assert.Equal(["Publish"], Texts(root.GetProperty("invoked")));
        Assert.Equal(["Compile", "Lint", "Publish", "Announce"], Texts(root.GetProperty("plan")));
        Assert.Empty(root.GetProperty("unmet").EnumerateArray());
        Assert.Equal(1, root.GetProperty("details").GetProperty("answer").GetInt32());

        var targets = root.GetProperty("targets").EnumerateArray().ToDictionary(x => x.GetProperty("name").GetString());
        Assert.Equal(["Compile", "Lint"], Texts(targets["Publish"].GetProperty("dependsOn")));
        Assert.Equal(["Compile"], Texts(targets["Lint"].GetProperty("after")));
        Assert.Equal(["Publish"], Texts(targets["Announce"].GetProperty("triggeredBy")));
        Assert.Equal(["Announce"], Texts(targets["Publish"].GetProperty("triggers")));
        Assert.Equal(["IsServer"], Texts(targets["Lint"].GetProperty("onlyWhenStatic")));
        Assert.Equal(["Answer == 42", "Name != null"], Texts(targets["Publish"].GetProperty("onlyWhenDynamic")));
        Assert.Equal(
            ["run", "skip", "maybe", "run", "none"],
            root.GetProperty("targets").EnumerateArray().Select(x => x.GetProperty("fate").GetString())
        );
    }

    [Fact]
    public void The_build_shows_its_own_part_as_text()
    {
        _run.Run<Sample>("Publish", "--plan");
        Assert.EndsWith(
            $"{Environment.NewLine}{Environment.NewLine}And more: text{Environment.NewLine}",
            _run.Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_build_that_cannot_tell_its_part_is_one_line()
    {
        Assert.Equal(3, _run.Run<Broken>("First", "--plan"));
        Assert.Equal($"--distro: unknown nope{Environment.NewLine}", _run.Error);
        Assert.Equal(3, _run.Run<Broken>("First", "--plan-format", "json"));
        Assert.StartsWith("PlanDetails(\"json\") of the build returned no JSON: ", _run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();

    private static IEnumerable<string> Texts(JsonElement array) => array.EnumerateArray().Select(x => x.GetString());

    private sealed class Sample : NukeBuild
    {
        private static readonly int Answer = 42;

        private static string Name => null;

        private static bool IsServer => false;

        private Target Compile => _ => _.Marks(nameof(Compile));

        private Target Lint => _ => _.After(Compile).OnlyWhenStatic(() => IsServer).Marks(nameof(Lint));

        private Target Publish =>
            _ =>
                _.DependsOn(Compile, Lint)
                    .Triggers(Announce)
                    .OnlyWhenDynamic(() => Answer == 42)
                    .OnlyWhenDynamic(() => Name != null)
                    .Marks(nameof(Publish));

        private Target Announce => _ => _.Marks(nameof(Announce));

        private Target Other => _ => _.Marks(nameof(Other));

        public string PlanDetails(string format) => format == "json" ? """{ "answer": 1 }""" : $"And more: {format}\n";
    }

    private sealed class Broken : NukeBuild
    {
        [Parameter]
        private readonly string Key;

        private Target First => _ => _.Marks(nameof(First));

        private Target Second => _ => _.DependsOn(First).Executes(() => throw new InvalidOperationException("broken"));

        private Target Demanding => _ => _.Requires(() => Key);

        private Target Doubtful => _ => _.OnlyWhenStatic(() => Throw());

        public string PlanDetails(string format)
        {
            if (format == "json")
            {
                return "{";
            }

            return InvokedTargets.Any(x => x.Name == nameof(First)) ? throw new InvalidOperationException("--distro: unknown nope") : null;
        }

        private static bool Throw() => throw new InvalidOperationException("no answer");
    }
}
