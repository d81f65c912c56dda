using MailFactory.Testing.Reports.Formats;

namespace MailFactory.Testing.Tests.Reports.Formats;

public sealed class MarkdownReportTests
{
    [Fact]
    public void A_failed_check_tells_what_our_own_servers_promise_beside_the_rule() =>
        Assert.Contains(
            "The rule: RFC 5321\n\nPromise of our own servers: one second at most\n",
            MarkdownReport.Render(
                SampleRuns.Run(SampleRuns.MailTest(SampleRuns.FailedCheck with { Reference = "RFC 5321", Promise = "one second at most" }))
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_passed_run_reads_like_this() =>
        Assert.Equal(
            """
            # Mail Factory Testing: passed

            | Run | Started | Duration | Accelerator | Result |
            | --- | --- | --- | --- | --- |
            | `20260102-030405` | 2026-01-02 03:04:05 UTC | 1 h 04 min | tcg (qemu 7.2) | 1 passed |

            | Distro | Download | Mail test | Result |
            | --- | --- | --- | --- |
            | debian-13 | passed 12 min 31 s | passed 12 min 31 s | passed |

            ## debian-13: passed

            ### Download: passed in 12 min 31 s

            downloaded

            ### Mail test: passed in 12 min 31 s

            all checks passed

            ### 1 check: 1 passed

            | Check | Title | Severity | Verdict | Duration | Observed |
            | --- | --- | --- | --- | --- | --- |
            | SMTP-01 | Banner | major | passed | 412 ms | 220 mail.example.test ESMTP |

            ### Measurements

            | Check | Measurement | Value |
            | --- | --- | --- |
            | SMTP-01 | `latency_p95_ms` | 31.25 |

            """,
            MarkdownReport.Render(SampleRuns.Passed)
        );

    [Fact]
    public void A_failed_check_shows_its_escaped_observation_and_its_transcript()
    {
        var report = MarkdownReport.Render(SampleRuns.Failed);
        Assert.StartsWith("# Mail Factory Testing: failed\n", report, StringComparison.Ordinal);
        Assert.Contains(
            "| REL-01 | No open relay | critical | **failed** | 3.1 s | accepted &lt;a@other.test&gt; \\| 250 \\`ok\\`<br>and "
                + "delivered it |",
            report,
            StringComparison.Ordinal
        );
        Assert.Contains("### REL-01 failed: No open relay\n", report, StringComparison.Ordinal);
        Assert.Contains("````text\nC: RCPT TO:<a@other.test>\nS: 250 2.1.5 Ok ```\n````\n", report, StringComparison.Ordinal);
        Assert.Contains("Class: distro or mail server (exit code 1)", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Evidence_and_files_are_listed()
    {
        var report = MarkdownReport.Render(SampleRuns.Failed);
        Assert.Contains("- sha256 0123\n- size 9 \\| 10\n\n- `vms/debian-13/serial.log`\n", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_distro_that_never_started_is_not_called_passed() =>
        Assert.Contains("## debian-13: not started", MarkdownReport.Render(SampleRuns.Run()), StringComparison.Ordinal);
}
