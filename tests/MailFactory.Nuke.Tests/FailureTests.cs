using Nuke.Common.Utilities.Collections;
using Serilog;

namespace MailFactory.Nuke.Tests;

[Collection(OneBuildAtATime.Name)]
public sealed class FailureTests : IDisposable
{
    private readonly SampleRun _run = new();

    [Fact]
    public void The_first_failure_stops_the_plan_except_for_assured_targets()
    {
        Assert.Equal(-1, _run.Run<Sample>(null, "Failing", "Later", "Clean"));
        Assert.Equal(["Clean"], SampleTargets.Ran);
        Assert.Contains("Target Failing failed: boom", _run.Out, StringComparison.Ordinal);
        Assert.StartsWith("Failing Failed", _run.Row("Failing"), StringComparison.Ordinal);
        Assert.DoesNotContain("//", _run.Row("Failing"), StringComparison.Ordinal);
        Assert.Equal("Later NotRun", _run.Row("Later"));
    }

    [Fact]
    public void A_failure_is_printed_once_and_without_the_type_of_its_exception()
    {
        _run.Run<Sample>(null, "Failing", "Later");
        Assert.Equal(2, _run.Out.Split("boom").Length);
        Assert.DoesNotContain("InvalidOperationException", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_build_that_does_not_start_says_why_once()
    {
        Assert.Equal(-1, _run.Run<NotStarting>(null, "Only"));
        Assert.Equal(2, _run.Out.Split("not today").Length);
        Assert.Empty(SampleTargets.Ran);
    }

    [Fact]
    public void A_failure_that_other_targets_ran_after_is_repeated_at_the_end()
    {
        _run.Run<Sample>(null, "Failing", "Clean");
        Assert.Contains("[ERR] Target Failing failed: boom", _run.Out.Split("Errors & Warnings")[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_that_shows_errors_beside_the_run_is_told_of_a_failure_that_is_printed_once()
    {
        _run.Run<Sample>(null, "Failing", "--host", "GitHubActions");
        Assert.Contains("::error::Target Failing failed: boom", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_stack_is_in_the_log_file_and_on_the_console_only_if_verbose()
    {
        _run.Run<Sample>(null, "Failing");
        Assert.DoesNotContain("   at ", _run.Out, StringComparison.Ordinal);
        Assert.Contains("   at ", File.ReadAllText(Path.Combine(_run.Root, ".nuke", "temp", "build.log")), StringComparison.Ordinal);

        _run.Run<Sample>(null, "Failing", "--verbosity", "verbose");
        Assert.Contains("   at ", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Proceed_after_failure_goes_on_and_fails_in_the_end()
    {
        Assert.Equal(-1, _run.Run<Sample>(null, "Depends"));
        Assert.Equal(["Depends"], SampleTargets.Ran);
    }

    [Fact]
    public void Assured_targets_are_not_added_to_the_plan()
    {
        _run.Run<Sample>(null, "Failing");
        Assert.Empty(SampleTargets.Ran);
    }

    [Fact]
    public void An_asynchronous_body_is_awaited()
    {
        Assert.Equal(-1, _run.Run<Sample>(null, "Async"));
        Assert.Contains("Target Async failed: later boom", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_build_chooses_its_exit_code()
    {
        Assert.Equal(7, _run.Run<Sample>(null, "Seven"));
        Assert.Contains("Build succeeded", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Summary_pairs_and_warnings_are_shown_at_the_end()
    {
        Assert.Equal(0, _run.Run<Sample>(null, "Reports"));
        Assert.EndsWith("// Tests: 12", _run.Row("Reports"), StringComparison.Ordinal);
        Assert.Contains("[WRN] Reports: careful", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Continue_skips_what_succeeded_unless_the_invocation_changed()
    {
        _run.Run<Sample>(null, "First", "Second");
        Assert.Equal(["First"], SampleTargets.Ran);
        _run.Run<Sample>(null, "First", "Second", "--continue");
        Assert.Empty(SampleTargets.Ran);
        _run.Run<Sample>(null, "First", "--continue");
        Assert.Equal(["First"], SampleTargets.Ran);
    }

    [Fact]
    public void Events_come_in_order()
    {
        _run.Run<Events>(null, "Good", "Bad");
        Assert.Equal(
            ["created", "initialized", "running Good", "succeeded Good", "running Bad", "failed Bad", "finished"],
            SampleTargets.Ran
        );
    }

    public void Dispose() => _run.Dispose();

    private sealed class Sample : NukeBuild
    {
        private Target Failing => _ => _.Executes(() => throw new InvalidOperationException("boom"));

        private Target Later => _ => _.After(Failing).Marks(nameof(Later));

        private Target Clean => _ => _.After(Later).AssuredAfterFailure().Marks(nameof(Clean));

        private Target Proceeding => _ => _.ProceedAfterFailure().Executes(() => throw new InvalidOperationException("boom"));

        private Target Depends => _ => _.DependsOn(Proceeding).Marks(nameof(Depends));

        private Target Async =>
            _ =>
                _.Executes(async () =>
                {
                    await Task.Yield();
                    throw new InvalidOperationException("later boom");
                });

        private Target Seven => _ => _.Executes(() => ExitCode = 7);

        private Target Reports =>
            _ =>
                _.Executes(() =>
                {
                    Log.Warning("careful");
                    ReportSummary(x => x.AddPair("Tests", 12));
                });

        private Target First => _ => _.Marks(nameof(First));

        private Target Second => _ => _.Executes(() => throw new InvalidOperationException("boom"));
    }

    private sealed class NotStarting : NukeBuild
    {
        private Target Only => _ => _.Marks(nameof(Only));

        protected internal override void OnBuildInitialized() => throw new InvalidOperationException("not today");
    }

    private sealed class Events : NukeBuild
    {
        private Target Good => _ => _.Executes(() => { });

        private Target Bad => _ => _.Executes(() => throw new InvalidOperationException("boom"));

        protected internal override void OnBuildCreated() => SampleTargets.Ran.Add("created");

        protected internal override void OnBuildInitialized() => SampleTargets.Ran.Add("initialized");

        protected internal override void OnBuildFinished() => SampleTargets.Ran.Add("finished");

        protected internal override void OnTargetRunning(string target) => SampleTargets.Ran.Add($"running {target}");

        protected internal override void OnTargetSucceeded(string target) => SampleTargets.Ran.Add($"succeeded {target}");

        protected internal override void OnTargetFailed(string target) => SampleTargets.Ran.Add($"failed {target}");
    }
}
