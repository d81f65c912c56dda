using MailFactory.Testing.Qemu.Accelerators;

namespace MailFactory.Testing.Tests.Qemu.Accelerators;

public sealed class AcceleratorTextTests
{
    private static readonly AcceleratorReport _report = AcceleratorProbe.Choose(
        [
            Candidate(Accelerator.Kvm, isProven: false, "the test guest did not end within 3 s"),
            Candidate(Accelerator.Tcg, isProven: true, "a test guest ran to its end in 648 ms"),
        ],
        wanted: null
    );

    [Fact]
    public void Each_candidate_is_a_line_and_the_choice_the_last() =>
        Assert.Equal(
            [
                "accelerator kvm host: not usable: the test guest did not end within 3 s",
                "accelerator tcg max: works: a test guest ran to its end in 648 ms",
                AcceleratorText.Details(_report).First(),
            ],
            AcceleratorText.Lines(_report)
        );

    [Fact]
    public void In_a_table_the_choice_is_first_and_the_subject_is_not_said_again()
    {
        var details = AcceleratorText.Details(_report).ToList();
        Assert.StartsWith("NO WORKING KVM", details[0], StringComparison.Ordinal);
        Assert.All(details[1..], line => Assert.DoesNotContain("accelerator", line, StringComparison.Ordinal));
    }

    private static AcceleratorCandidate Candidate(Accelerator accelerator, bool isProven, string reason) =>
        new()
        {
            Accelerator = accelerator,
            IsProven = isProven,
            SpeedFactor = isProven ? 0.3 : null,
            Reason = reason,
        };
}
