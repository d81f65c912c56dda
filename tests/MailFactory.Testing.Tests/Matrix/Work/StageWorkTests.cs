using MailFactory.Testing.Distros;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Media;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Matrix.Work;

public sealed class StageWorkTests
{
    private static readonly Distro _distro = DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json")).Select(["debian-13"])[0];

    private static readonly Medium _medium = new()
    {
        DistroId = _distro.Id,
        Kind = MediumKind.Netboot,
        FilePath = "/isos/medium",
        Sha256 = "00",
        Version = "1",
        Trust = TrustLevel.Signed,
        Proof = "a test",
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stage_takes_what_the_one_before_it_left()
    {
        var outcome = await new Proof().RunAsync(_distro, new FetchedMedium(_medium), Cancellation);
        Assert.Equal(Verdict.Passed, outcome.Verdict);
        Assert.Equal(new ProvenMedium(_medium), outcome.Product);
    }

    [Fact]
    public async Task What_no_stage_has_left_yet_is_a_defect_and_is_told_with_its_name()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            new Proof().RunAsync(_distro, new NothingYet(), Cancellation)
        );
        Assert.Equal("debian-13: Verify begins with FetchedMedium, and the stages before it have left NothingYet", error.Message);
    }

    [Fact]
    public async Task A_stage_is_passed_over_where_more_is_there_than_it_would_leave()
    {
        var proof = new Proof();
        Assert.True(proof.IsDone(_distro, new ProvenMedium(_medium)));
        Assert.False(proof.IsDone(_distro, new FetchedMedium(_medium)));
        var outcome = await proof.RunAsync(_distro, new ProvenMedium(_medium), Cancellation);
        Assert.Equal((Verdict.Skipped, "proven already"), (outcome.Verdict, outcome.Summary));
        Assert.Null(outcome.Product);
    }

    [Fact]
    public void A_medium_counts_as_proven_only_after_its_proof()
    {
        Assert.Null(new NothingYet().Proven);
        Assert.Null(new FetchedMedium(_medium).Proven);
        Assert.Same(_medium, new ProvenMedium(_medium).Proven);
    }

    private sealed class Proof : StageWork<FetchedMedium>
    {
        public override Stage Stage => Stage.Verify;

        protected override StageOutcome? Earlier(StageProduct product) =>
            product is ProvenMedium ? StageOutcome.Reused("proven already") : null;

        protected override Task<StageOutcome> RunAsync(Distro distro, FetchedMedium from, CancellationToken cancellationToken) =>
            Task.FromResult(StageOutcome.Passed("proven") with { Product = new ProvenMedium(from.Medium) });
    }
}
