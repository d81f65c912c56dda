using System.Text.Json;
using MailFactory.Testing.Reports.Site;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Reports.Site;

public sealed class SiteHistoryTests
{
    private static readonly string[] _two = ["debian-13", "fedora-41"];

    [Fact]
    public void What_is_written_is_read_back()
    {
        var history = SiteHistory.None.With([Nights.Night(0, _two), Nights.Night(1, _two, "fedora-41")]);
        Assert.Equal(history.Render(), SiteHistory.Read(history.Render()).Render());
        Assert.Equal(["REL-01"], history.Runs[1].ResultOf("fedora-41")!.Failed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"runs\":[null]}")]
    [InlineData("{\"runs\":[{\"runId\":\"x\",\"started\":\"2026-01-01T00:00:00Z\",\"accelerator\":\"\",\"results\":[null]}]}")]
    [InlineData("{\"runs\":[],\"more\":1}")]
    public void What_is_no_history_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => SiteHistory.Read(json));

    [Theory]
    [InlineData("20260101-020000", "../../x")]
    [InlineData("20260102-020000", "20260101-020000")]
    [InlineData("2026-01-02T02:00:00", "0001-01-02T02:00:00")]
    [InlineData("\"verdict\":\"passed\"", "\"verdict\":\"pass\\u0001ed\"")]
    [InlineData("\"distro\":\"debian-13\"", "\"distro\":\"<script>\"")]
    [InlineData("\"distro\":\"debian-13\"", "\"installSeconds\":1e300,\"distro\":\"debian-13\"")]
    [InlineData("\"failed\":[]", "\"failed\":[null]")]
    public void What_cannot_be_shown_is_no_history(string part, string hostile)
    {
        var good = SiteHistory.None.With([Nights.Night(0, ["debian-13"]), Nights.Night(1, ["debian-13"])]).Render();
        Assert.Contains(part, good, StringComparison.Ordinal);
        Assert.Throws<JsonException>(() => SiteHistory.Read(good.Replace(part, hostile, StringComparison.Ordinal)));
    }

    [Fact]
    public void Two_nights_at_once_and_a_night_twice_lose_nothing()
    {
        var first = SiteHistory.None.With([Nights.Night(0, ["debian-13"])]);
        var both = first.With([Nights.Night(1, ["fedora-41"]), Nights.Night(1, ["debian-13"]) with { RunId = "20260102-020001" }]);
        Assert.Equal(3, both.Runs.Count);
        var again = both.With([Nights.Night(1, ["fedora-41"], "fedora-41")]);
        Assert.Equal(3, again.Runs.Count);
        Assert.Contains(again.Runs, run => run.ResultOf("fedora-41") is { Verdict: "failed" });
    }

    [Fact]
    public void Of_runs_older_than_90_days_the_last_of_each_week_stays_for_each_distro()
    {
        var nights = Enumerable.Range(0, 120).Select(day => Nights.Night(day, day == 2 ? ["debian-13", "rocky-9"] : ["debian-13"]));
        var history = SiteHistory.None.With(nights);
        var whole = history.Runs.Count(run => run.Started >= Nights.First.AddDays(29));
        Assert.Equal(91, whole);

        // 1 January 2026 is a Thursday: the 29 days before lie in five weeks, whose last runs stay, and rocky-9's only one with them.
        Assert.Equal(5 + 1, history.Runs.Count - whole);
        Assert.Equal([Nights.First.AddDays(2)], history.Runs.Where(run => run.ResultOf("rocky-9") is not null).Select(run => run.Started));
        Assert.Equal(history.Render(), history.With([]).Render());
    }

    [Fact]
    public void Changes_are_told_once_and_cancelled_runs_change_nothing()
    {
        var history = SiteHistory.None.With([
            Nights.Night(0, _two),
            Nights.Night(1, _two, "debian-13"),
            Nights.Night(2, _two, "debian-13"),
            Nights.Night(3, _two),
        ]);
        var changes = SiteChange.Of(history);
        Assert.Equal(
            ["debian-13: passed, failed before", "debian-13: failed, passed before: REL-01"],
            changes.Select(change => change.Text[..Math.Min(43, change.Text.Length)].TrimEnd(' ', 'N', 'o'))
        );
    }

    [Fact]
    public void A_run_that_stopped_before_the_mail_test_says_nothing_unless_it_failed()
    {
        var night = Nights.Night(0, ["debian-13"], "debian-13");
        var install = night.Stages[0];
        Assert.Empty(SiteHistory.None.With([night with { Stages = [install] }]).Runs);
        var failed = install with { Verdict = Verdict.Failed, FailureClass = FailureClass.Product };
        Assert.Single(SiteHistory.None.With([night with { Stages = [failed] }]).Runs);
    }

    [Fact]
    public void A_disk_or_a_server_of_somebody_is_no_proof_of_a_distro()
    {
        var night = Nights.Night(0, ["debian-13"]);
        var own = night with
        {
            Facts =
            [
                new()
                {
                    Distro = "debian-13",
                    Name = "Debian 13",
                    Accelerator = "kvm",
                    Image = "/home/me/disk.qcow2",
                },
            ],
        };
        Assert.Empty(SiteHistory.None.With([own]).Runs);
        Assert.Single(SiteHistory.None.With([night]).Runs);
    }
}
