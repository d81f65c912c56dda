using MailFactory.Testing.Distros;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Media;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Tests.Scheduling;

namespace MailFactory.Testing.Tests.Matrix.Work;

public sealed class OptionalStageTests
{
    private static readonly Distro _distro = DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json")).Select(["rhel-9"])[0];

    private static readonly Medium _disc = new()
    {
        DistroId = _distro.Id,
        Kind = MediumKind.Iso,
        FilePath = "/isos/dvd.iso",
        Sha256 = "00",
        Version = "9",
        Trust = TrustLevel.Pinned,
        Proof = "a test",
    };

    private static readonly ImageOptions _image = new() { File = "/disks/mine.qcow2" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stage_that_the_users_disk_makes_needless_leaves_that_disk_for_the_mail_test_and_the_disc_for_its_packages()
    {
        var stage = new OptionalStage(new Creation(), Twelve.Options with { Image = _image, IsoPath = "/isos/dvd.iso" });
        Assert.True(stage.IsDone(_distro, new ProvenMedium(_disc)));
        var outcome = await stage.RunAsync(_distro, new ProvenMedium(_disc), Cancellation);
        Assert.Equal((Verdict.Skipped, "not needed: --image"), (outcome.Verdict, outcome.Summary));
        var left = Assert.IsType<BroughtDisk>(outcome.Product);
        Assert.Equal((_image, _disc), (left.Image, left.Proven));
        Assert.Equal("brought", left.Match(_ => "archived", _ => "brought"));
    }

    [Fact]
    public async Task Without_a_disk_of_the_users_the_stage_does_its_work()
    {
        var stage = new OptionalStage(new Creation(), Twelve.Options);
        Assert.False(stage.IsDone(_distro, new ProvenMedium(_disc)));
        var outcome = await stage.RunAsync(_distro, new ProvenMedium(_disc), Cancellation);
        Assert.Equal("created", outcome.Summary);
        Assert.Null(outcome.Product);
    }

    private sealed class Creation : StageWork<ProvenMedium>
    {
        public override Stage Stage => Stage.Create;

        protected override Task<StageOutcome> RunAsync(Distro distro, ProvenMedium from, CancellationToken cancellationToken) =>
            Task.FromResult(StageOutcome.Passed("created"));
    }
}
