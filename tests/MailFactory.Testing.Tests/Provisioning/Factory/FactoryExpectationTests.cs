using MailFactory.Testing.Distros;
using MailFactory.Testing.Provisioning.Factory;

namespace MailFactory.Testing.Tests.Provisioning.Factory;

public sealed class FactoryExpectationTests
{
    [Fact]
    public void Something_is_expected_for_every_distro_of_the_catalogue() =>
        Assert.DoesNotContain(
            DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json")).Ids,
            distro => FactoryExpectation.Of(distro) is null
        );

    [Fact]
    public void Nothing_is_expected_for_a_distro_that_is_not_known() => Assert.Null(FactoryExpectation.Of("plan-9"));

    [Theory]
    [InlineData(FactoryOutcomeClass.FactoryFailed, FactoryFailureKind.UnsupportedPlatform, true)]
    [InlineData(FactoryOutcomeClass.FactoryFailed, FactoryFailureKind.Docker, false)]
    [InlineData(FactoryOutcomeClass.Ok, FactoryFailureKind.None, false)]
    [InlineData(FactoryOutcomeClass.HostTrouble, FactoryFailureKind.None, false)]
    public void An_outcome_meets_it_in_class_and_kind(FactoryOutcomeClass outcome, FactoryFailureKind kind, bool meets) =>
        Assert.Equal(
            meets,
            FactoryExpectation
                .Of("debian-13")!
                .IsMetBy(
                    new FactoryOutcome
                    {
                        Class = outcome,
                        Kind = kind,
                        Proof = string.Empty,
                    }
                )
        );
}
