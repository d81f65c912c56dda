using MailFactory.Testing.Installs;
using MailFactory.Testing.Installs.Diagnosis;
using MailFactory.Testing.Matrix.Stages;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Matrix.Stages;

public sealed class InstallFailureTests
{
    [Theory]
    [InlineData(InstallFailureKind.Panic, FailureClass.Infrastructure, 2, true)]
    [InlineData(InstallFailureKind.Panic, FailureClass.Infrastructure, 3, false)]
    [InlineData(InstallFailureKind.Panic, FailureClass.Product, 1, false)]
    [InlineData(InstallFailureKind.Died, FailureClass.Infrastructure, 1, false)]
    internal void Only_the_emulators_own_panic_before_anything_is_installed_is_worth_another_start(
        InstallFailureKind kind,
        FailureClass failureClass,
        int phases,
        bool isWorthIt
    ) =>
        Assert.Equal(
            isWorthIt,
            InstallFailure.IsWorthAnotherStart(
                Outcome(phases) with
                {
                    Failure = new InstallFinding
                    {
                        Kind = kind,
                        Cause = "x",
                        Remedy = "y",
                        FailureClass = failureClass,
                    },
                }
            )
        );

    [Fact]
    public void An_install_that_completed_is_not_started_again() => Assert.False(InstallFailure.IsWorthAnotherStart(Outcome(phases: 1)));

    private static InstallOutcome Outcome(int phases) =>
        new()
        {
            Failure = null,
            Phases =
            [
                .. Enumerable
                    .Range(0, phases)
                    .Select(number => new PhaseRecord($"phase {number}", DateTimeOffset.UnixEpoch, TimeSpan.Zero)),
            ],
            Elapsed = TimeSpan.FromSeconds(5),
            LastLines = [],
            Screenshot = null,
        };
}
