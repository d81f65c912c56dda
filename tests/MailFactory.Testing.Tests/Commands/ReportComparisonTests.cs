using MailFactory.Testing.Commands;
using MailFactory.Testing.Options;
using MailFactory.Testing.Reports;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Tests.Reports.Site;

namespace MailFactory.Testing.Tests.Commands;

public sealed class ReportComparisonTests : IDisposable
{
    private const string First = "20260101-020000";
    private const string Second = "20260102-020000";

    private static readonly string[] _distros = ["debian-13", "fedora-41"];

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private WorkLayout Layout => new(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_differs_is_told_by_kind_whichever_comes_first()
    {
        var then = Nights.Night(0, _distros);
        var now = Nights.Night(1, _distros, "fedora-41");
        now = now with
        {
            Tool = "2.0",
            Stages =
            [
                .. now.Stages.Select(stage =>
                    stage is { Stage: Stage.Install, Distro: "debian-13" } ? stage with { Duration = TimeSpan.FromMinutes(20) } : stage
                ),
            ],
        };
        await WriteAsync(then with { Tool = "1.0" });
        await WriteAsync(now);
        foreach (var names in new[] { (string[])[First, Second], [Second, First], ["last-two"] })
        {
            var said = await ShowAsync(names);
            Assert.Contains($"run {Second} compared with run {First}", said, StringComparison.Ordinal);
            Assert.Contains("fedora-41: passed -> failed: REL-01", said, StringComparison.Ordinal);
            Assert.Contains("fedora-41 REL-01 No open relay: not asked -> failed", said, StringComparison.Ordinal);
            Assert.Contains("debian-13 Install: 6 min 40 s -> 20 min 00 s", said, StringComparison.Ordinal);
            Assert.Contains("tool: 1.0 -> 2.0", said, StringComparison.Ordinal);
            Assert.DoesNotContain("debian-13: ", said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_report_differs_in_nothing_from_itself()
    {
        await WriteAsync(Nights.Night(0, _distros));
        var said = await ShowAsync(First, First);
        Assert.Equal(5, said.Split("no difference").Length - 1);
    }

    [Fact]
    public void Packages_that_came_went_or_changed_are_told_and_what_an_older_report_does_not_hold_is_not()
    {
        var then = Night("base-files 12.4", "linux-image 6.1", "linux-image 6.2", "exim4 4.97");
        var now = Night("base-files 12.4", "linux-image 6.2", "postfix 3.10.13");
        Assert.Equal(
            ["rocky-9: exim4 4.97 removed", "rocky-9: linux-image 6.1, 6.2 -> 6.2", "rocky-9: postfix 3.10.13 added"],
            ReportDifference.Of(then, now).Packages
        );
        Assert.Empty(ReportDifference.Of(Night(), now).Packages);
        Assert.Empty(ReportDifference.Of(now, now).Packages);

        static RunResult Night(params string[] packages)
        {
            var night = Nights.Night(0, ["rocky-9"]);
            return night with
            {
                Stages = [.. night.Stages.Select(stage => stage.Stage == Stage.MailTest ? stage with { Packages = packages } : stage)],
            };
        }
    }

    [Fact]
    public void A_distro_that_only_one_of_them_has_is_told() =>
        Assert.Equal(
            ["fedora-41: not part of it -> passed", "rocky-9: passed -> not part of it"],
            ReportDifference.Of(Nights.Night(0, ["rocky-9"]), Nights.Night(1, ["fedora-41"])).Results.Order(StringComparer.Ordinal)
        );

    [Fact]
    public async Task A_file_is_taken_from_wherever_it_lies()
    {
        await WriteAsync(Nights.Night(0, _distros));
        var elsewhere = _folder.PathOf("elsewhere.json");
        await File.WriteAllTextAsync(elsewhere, JsonReport.Render(Nights.Night(1, _distros, "debian-13")), Cancellation);
        Assert.Contains("debian-13: passed -> failed", await ShowAsync(elsewhere, First), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("20260101-020000 nowhere", "nowhere is neither a file nor a run of")]
    [InlineData("20260101-020000", "--compare takes two runs or files, or last-two; it was given 1")]
    [InlineData("a b c", "it was given 3")]
    [InlineData("last-two", "holds 1 of two reports")]
    public async Task What_is_no_pair_of_reports_is_told(string names, string message)
    {
        await WriteAsync(Nights.Night(0, _distros));
        var error = await Assert.ThrowsAsync<RunOptionsException>(() => ShowAsync(names.Split(' ')));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_report_is_told_with_its_fault()
    {
        await WriteAsync(Nights.Night(0, _distros));
        var broken = _folder.PathOf("broken.json");
        await File.WriteAllTextAsync(broken, "{", Cancellation);
        var error = await Assert.ThrowsAsync<RunOptionsException>(() => ShowAsync(First, broken));
        Assert.Contains("broken.json is not a report", error.Message, StringComparison.Ordinal);
    }

    private async Task<string> ShowAsync(params string[] names)
    {
        var said = new StringWriter();
        await ReportComparison.ShowAsync(Layout, names, said, Cancellation);
        return said.ToString();
    }

    private async Task WriteAsync(RunResult run)
    {
        Directory.CreateDirectory(Layout.Results);
        await File.WriteAllTextAsync(Path.Combine(Layout.Results, $"test_results_{run.RunId}.json"), JsonReport.Render(run), Cancellation);
    }
}
