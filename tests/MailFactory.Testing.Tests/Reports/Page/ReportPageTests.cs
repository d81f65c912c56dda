using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using MailFactory.Testing.Reports;
using MailFactory.Testing.Reports.Page;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Reports.Page;

public sealed class ReportPageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private WorkLayout Layout => new(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task Nothing_a_distro_writes_becomes_a_part_of_the_page()
    {
        var page = await PageAsync();
        Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(page, "<script"));
        Assert.Contains("&lt;img src=x onerror=", page, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', page);
        Assert.DoesNotContain("&#x1B;", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\0', page);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_policy_allows_the_pages_own_script_and_style_and_no_others()
    {
        var page = await PageAsync();
        var policy = System.Net.WebUtility.HtmlDecode(Regex.Match(page, "Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value);
        Assert.StartsWith("default-src 'none'; img-src data:; ", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        foreach (var kind in new[] { "style", "script" })
        {
            var content = Regex.Match(page, $"<{kind}>(.*?)</{kind}>", RegexOptions.Singleline).Groups[1].Value;
            Assert.Contains(
                $"{kind}-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}'",
                policy,
                StringComparison.Ordinal
            );
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_server_that_somebody_runs_has_no_medium_to_trust()
    {
        var facts = new DistroFacts
        {
            Distro = SampleRuns.Passed.Distros[0],
            Name = "mail.example.org",
            Accelerator = "none",
            Server = "192.0.2.25",
        };
        var page = await ReportPage.RenderAsync(SampleRuns.Passed with { Facts = [facts] }, [], Layout, Cancellation);
        Assert.Contains("no medium: the server at 192.0.2.25 ran already", page, StringComparison.Ordinal);
        Assert.DoesNotContain("not proven in this run", page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"col\">Server</th>", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?i)>distro\b|\bdistros and", page);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_page_needs_nothing_from_elsewhere()
    {
        var page = await PageAsync();
        Assert.DoesNotMatch("(src|href)=\"(https?:)?//", page);
        Assert.DoesNotContain("style=\"", page, StringComparison.Ordinal);
        Assert.Contains("src=\"data:image/png;base64,", page, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_file_outside_of_the_work_directory_is_named_but_never_read_or_linked()
    {
        var outside = Path.Combine(Path.GetDirectoryName(_folder.Path)!, $"{Path.GetFileName(_folder.Path)}.log");
        await File.WriteAllTextAsync(outside, "a secret of this host\n", Cancellation);
        try
        {
            var stolen = SampleReport.Run with
            {
                Stages = [SampleReport.Run.Stages[0] with { Files = [outside, $"../{Path.GetFileName(outside)}"] }],
            };
            var page = await ReportPage.RenderAsync(stolen, [], Layout, Cancellation);
            Assert.DoesNotContain("a secret of this host", page, StringComparison.Ordinal);
            Assert.Contains("(not here)", page, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(outside);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task It_tells_what_has_changed_and_how_far_the_run_was_from_its_bound()
    {
        var page = await PageAsync();
        Assert.Contains("<ul class=\"new-failures\"><li>fedora-41 Install</li></ul>", page, StringComparison.Ordinal);
        Assert.Contains("<ul class=\"fixed\"><li>ubuntu-22 Install</li></ul>", page, StringComparison.Ordinal);
        Assert.Contains("debian-13 Install: 15 min 00 s instead of 7 min 30 s, 2.0 times as long", page, StringComparison.Ordinal);
        Assert.Contains(
            "44 min 40 s from the first start to the last end: 1.81 times the lower bound of 24 min 40 s",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains("class=\"history\"", page, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_run_that_did_nothing_has_a_page_too()
    {
        var page = await ReportPage.RenderAsync(SampleReport.Run with { Stages = [], Host = null, Facts = [] }, [], Layout, Cancellation);
        Assert.Contains("No stage took any time.", page, StringComparison.Ordinal);
        Assert.Contains("There is no earlier report", page, StringComparison.Ordinal);
        Assert.Contains("not started", page, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_picture_that_is_too_large_is_linked_and_one_that_is_none_is_left_out()
    {
        await SampleReport.WriteAsync(Layout, Cancellation);
        var path = Path.Combine(Layout.Machine("fedora-41"), "install-failed.png");
        var picture = await File.ReadAllBytesAsync(path, Cancellation);
        await File.WriteAllBytesAsync(path, [.. picture, .. new byte[300_000]], Cancellation);
        Assert.Contains("320 × 200, too large for this page", await PageAsync(write: false), StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, "<svg onload=\"window.broken=1\">", Cancellation);
        Assert.DoesNotContain("<figure>", await PageAsync(write: false), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_page_about_a_server_speaks_of_servers_and_of_what_ours_promise()
    {
        var stage = SampleRuns.MailTest(SampleRuns.FailedCheck with { Promise = "one second at most" });
        var facts = SampleRuns.Whole.Facts[0] with { Server = "192.0.2.25" };
        var page = await ReportPage.RenderAsync(SampleRuns.Run(stage) with { Facts = [facts] }, [], Layout, Cancellation);
        Assert.Contains("data-subject=\"server\"", page, StringComparison.Ordinal);
        Assert.Contains("Promise of our own servers: one second at most", page, StringComparison.Ordinal);
    }

    private async Task<string> PageAsync(bool write = true)
    {
        if (write)
        {
            await SampleReport.WriteAsync(Layout, Cancellation);
        }

        return await ReportPage.RenderAsync(
            SampleReport.Run,
            (await ReportArchive.LoadAsync(Layout, Cancellation)).Runs,
            Layout,
            Cancellation
        );
    }
}
