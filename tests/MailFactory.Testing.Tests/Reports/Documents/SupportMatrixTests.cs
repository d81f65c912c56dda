using MailFactory.Testing.Reports.Documents;

namespace MailFactory.Testing.Tests.Reports.Documents;

public sealed class SupportMatrixTests
{
    private static readonly CompatibilityEntry _passed = new()
    {
        Distro = "debian-13",
        Name = "Debian 13",
        Status = SupportStatus.Passed,
        RunId = "20260102-000000",
        Tested = new DateTimeOffset(2026, 1, 2, 23, 30, 0, TimeSpan.FromHours(-2)),
        Accelerator = "tcg max",
        Trust = "signed: by <vendor>",
        Install = "installed in 30 min",
        MailServer = "39 of 39 | checks",
        ChecksPassed = 39,
        Checks = 39,
    };

    [Fact]
    public void A_proven_distro_has_date_accelerator_and_trust() =>
        Assert.EndsWith(
            "| debian-13 | passed | 2026-01-03 | tcg max | signed: by &lt;vendor&gt; | installed in 30 min | 39 of 39 \\| checks |\n",
            SupportMatrix.Render(new Compatibility([_passed])),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_distro_without_a_test_is_shown_as_not_tested() =>
        Assert.EndsWith(
            "| rhel-9 | not tested |  |  |  |  |  |\n",
            SupportMatrix.Render(
                new Compatibility([
                    new CompatibilityEntry
                    {
                        Distro = "rhel-9",
                        Name = "RHEL 9",
                        Status = SupportStatus.NotTested,
                    },
                ])
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void The_document_counts_what_was_tested_and_lists_the_checks()
    {
        var document = TestingDocument.Render(
            new Compatibility([
                _passed,
                _passed with
                {
                    Distro = "x",
                    Name = "X",
                    Status = SupportStatus.Failed,
                },
                new CompatibilityEntry
                {
                    Distro = "y",
                    Name = "Y",
                    Status = SupportStatus.NotTested,
                },
            ])
        );
        Assert.Contains("2 of 3 distros were tested; 1 passed.", document, StringComparison.Ordinal);
        Assert.Contains("| run | 20260102-000000 |", document, StringComparison.Ordinal);
        Assert.DoesNotContain("## Y", document, StringComparison.Ordinal);
        Assert.Contains("| SMTP-01 |", document, StringComparison.Ordinal);
    }
}
