using MailFactory.Testing.Commands.Servers;
using MailFactory.Testing.Runs;
using Microsoft.Extensions.Time.Testing;

namespace MailFactory.Testing.Tests.Commands.Servers;

/// <summary>What is shown while a slow server is waited for.</summary>
public sealed class ServerProgressTests
{
    [Fact(Timeout = 60_000)]
    public async Task What_takes_long_is_told_now_and_then_until_it_ends()
    {
        var time = new FakeTimeProvider();
        var console = new StringWriter();
        await using var progress = new ServerProgress(console, time);
        progress.Begin("DLV-01", "Mail from end to end");
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.Empty(console.ToString());
        time.Advance(TimeSpan.FromSeconds(1));
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(
            ["  DLV-01   running          30.0 s  Mail from end to end", "  DLV-01   running          60.0 s  Mail from end to end"],
            console.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)
        );

        progress.Report(
            new CheckResult
            {
                Id = "DLV-01",
                Title = "Mail from end to end",
                Severity = Severity.Critical,
                Verdict = Verdict.Passed,
                Summary = "it arrived",
                Duration = TimeSpan.FromSeconds(61),
            }
        );
        var lines = console.ToString();
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(lines, console.ToString());
        Assert.Equal(["DLV-01"], progress.Ended.Select(check => check.Id));
    }
}
