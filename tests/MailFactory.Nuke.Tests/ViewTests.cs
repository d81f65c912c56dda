using System.Text.Json;

namespace MailFactory.Nuke.Tests;

[Collection(OneBuildAtATime.Name)]
public sealed class ViewTests : IDisposable
{
    private readonly SampleRun _run = new();

    [Fact]
    public void Help_lists_targets_and_parameters_and_runs_nothing()
    {
        Assert.Equal(0, _run.Run<Sample>("Compile", "--help"));
        Assert.Contains(
            $"  Compile (default)    -> Restore{Environment.NewLine}    Compiles everything",
            _run.Out,
            StringComparison.Ordinal
        );
        Assert.Contains("  --api-key           Key for the feed.", _run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden", _run.Out, StringComparison.Ordinal);
        Assert.Empty(SampleTargets.Ran);
    }

    [Fact]
    public void Help_is_shown_when_there_is_nothing_to_run()
    {
        Assert.Equal(0, _run.Run<Sample>(null));
        Assert.StartsWith("Targets (with their direct dependencies):", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_for_a_target_shows_its_relations_and_requirements()
    {
        Assert.Equal(0, _run.Run<Sample>("Compile", "--help", "publish"));
        Assert.Contains("  Depends on    Compile", _run.Out, StringComparison.Ordinal);
        Assert.Contains("  Runs in all   Restore, Compile, Publish", _run.Out, StringComparison.Ordinal);
        Assert.Contains($"Requires:{Environment.NewLine}{Environment.NewLine}  --api-key", _run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("more of", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_for_a_target_shows_what_the_build_knows_of_it_and_the_list_of_targets_does_not_ask()
    {
        _run.Run<Sample>("Compile", "--help", "compile");
        Assert.Contains(
            $"{Environment.NewLine}{Environment.NewLine}more of Compile{Environment.NewLine}  indented",
            _run.Out,
            StringComparison.Ordinal
        );
        _run.Run<Sample>("Compile", "--help");
        Assert.DoesNotContain("more of", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_as_text_says_what_runs_and_what_is_skipped_and_why()
    {
        Assert.Equal(0, _run.Run<Sample>("Compile", "Publish", "--plan", "--skip", "Restore"));
        Assert.Contains("    1  Restore  skip   via parameter", _run.Out, StringComparison.Ordinal);
        Assert.Contains("    3  Publish  maybe  decided at run time: ApiKey != null", _run.Out, StringComparison.Ordinal);
        Assert.Empty(SampleTargets.Ran);
    }

    [Fact]
    public void Plan_as_json_is_one_document()
    {
        Assert.Equal(0, _run.Run<Sample>("Compile", "--plan", "--plan-format", "json"));
        using var document = JsonDocument.Parse(_run.Out);
        Assert.Equal(["Restore", "Compile"], document.RootElement.GetProperty("plan").EnumerateArray().Select(x => x.GetString()));
        Assert.Equal(4, document.RootElement.GetProperty("targets").GetArrayLength());
    }

    [Fact]
    public void Nothing_is_coloured_outside_of_a_terminal_and_with_no_color()
    {
        _run.Run<Sample>("Compile");
        Assert.DoesNotContain("\u001b", _run.Out, StringComparison.Ordinal);
        _run.Run<Sample>("Compile", "--host", "GitHubActions");
        Assert.Contains("\u001b[32m", _run.Out, StringComparison.Ordinal);
        _run.Variables["NO_COLOR"] = "1";
        _run.Run<Sample>("Compile", "--host", "GitHubActions");
        Assert.DoesNotContain("\u001b", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void On_github_targets_are_groups_and_the_repository_stays_as_it_is()
    {
        _run.Variables["GITHUB_ACTIONS"] = "true";
        Assert.Equal(0, _run.Run<Sample>("Compile"));
        Assert.Contains("::group::Compile", _run.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_run.Root, ".nuke", "build.schema.json")));
    }

    [Fact]
    public void The_schema_has_NUKEs_shape()
    {
        _run.Run<Sample>("Compile");
        var schema = System.Text.Json.JsonElement.Parse(File.ReadAllText(Path.Combine(_run.Root, ".nuke", "build.schema.json")));
        var definitions = schema.GetProperty("definitions");
        Assert.Contains(
            "Compile",
            definitions.GetProperty("ExecutableTarget").GetProperty("enum").EnumerateArray().Select(x => x.GetString())
        );
        Assert.Equal(
            ["Verbose", "Normal", "Minimal", "Quiet"],
            definitions.GetProperty("Verbosity").GetProperty("enum").EnumerateArray().Select(x => x.GetString())
        );
        Assert.Equal(
            "#/definitions/ExecutableTarget",
            definitions
                .GetProperty("NukeBuild")
                .GetProperty("properties")
                .GetProperty("Skip")
                .GetProperty("items")
                .GetProperty("$ref")
                .GetString()
        );
        var all = schema.GetProperty("allOf").EnumerateArray().ToList();
        Assert.True(all[0].TryGetProperty("properties", out _));
        Assert.Equal("#/definitions/NukeBuild", all[1].GetProperty("$ref").GetString());
    }

    [Fact]
    public void The_schema_is_written_only_when_it_changed()
    {
        var schema = Path.Combine(_run.Root, ".nuke", "build.schema.json");
        _run.Run<Sample>("Compile");
        File.SetLastWriteTimeUtc(schema, DateTime.UnixEpoch);
        _run.Run<Sample>("Compile");
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(schema));
        File.AppendAllText(schema, " ");
        _run.Run<Sample>("Compile");
        Assert.EndsWith("}\n", File.ReadAllText(schema), StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();

    private sealed class Sample : NukeBuild
    {
        [Parameter("Key for the feed.")]
        [Secret]
        private readonly string ApiKey;

        private Target Restore => _ => _.Marks(nameof(Restore));

        private Target Compile => _ => _.Description("Compiles everything").DependsOn(Restore).Marks(nameof(Compile));

        private Target Publish =>
            _ => _.DependsOn(Compile).Requires(() => ApiKey).OnlyWhenDynamic(() => ApiKey != null).Marks(nameof(Publish));

        public string HelpDetails(string target) => target == nameof(Compile) ? $"more of {target}\n  indented\n" : null;

        private Target Hidden => _ => _.Unlisted().Marks(nameof(Hidden));
    }
}
