using MailFactory.Testing.Distros;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling.Plans;

namespace MailFactory.Testing.Matrix.Work;

/// <summary>A stage that is passed over for the distros that do not need it; what it leaves then is the disk that makes it needless.</summary>
/// <param name="work">The stage.</param>
/// <param name="options">What was asked for.</param>
internal sealed class OptionalStage(StageWork work, RunOptions options) : StageWork
{
    public override Stage Stage => work.Stage;

    public override bool IsDone(Distro distro, StageProduct product) => Instead(distro) is not null || work.IsDone(distro, product);

    public override IReadOnlyList<string> FilesOf(Distro distro, StageProduct product) =>
        Instead(distro) is null ? work.FilesOf(distro, product) : [];

    public override Task<StageOutcome> RunAsync(Distro distro, StageProduct product, CancellationToken cancellationToken) =>
        Instead(distro) is { } image
            ? Task.FromResult(StageOutcome.Reused(NeedlessStages.Reason) with { Product = new BroughtDisk(image, product.Proven) })
            : work.RunAsync(distro, product, cancellationToken);

    private ImageOptions? Instead(Distro distro) => NeedlessStages.Of(options, distro).Contains(Stage) ? options.Image : null;
}
