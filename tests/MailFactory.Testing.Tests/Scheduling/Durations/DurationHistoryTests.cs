using MailFactory.Testing.Runs;
using MailFactory.Testing.Scheduling.Durations;

namespace MailFactory.Testing.Tests.Scheduling.Durations;

public sealed class DurationHistoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.PathOf(DurationHistory.FileName);

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 10_000)]
    public async Task What_was_saved_is_loaded_again()
    {
        var distro = Twelve.Distros[0];
        await DurationHistory
            .Empty.With(distro.Id, Stage.Install, AcceleratorKind.Tcg, Work.Seconds(2030))
            .SaveAsync(File, TestContext.Current.CancellationToken);
        var history = DurationHistory.Load(File);
        Assert.Null(history.Problem);
        Assert.Equal(Work.Seconds(2030), history.Expected(distro, Stage.Install, AcceleratorKind.Tcg));
        Assert.True(history.IsMeasured(distro, Stage.Install, AcceleratorKind.Tcg));
        Assert.False(history.IsMeasured(distro, Stage.Install, AcceleratorKind.Kvm));
        Assert.False(history.IsMeasured(distro, Stage.MailTest, AcceleratorKind.Tcg));
    }

    [Fact]
    public void No_file_is_an_empty_history() =>
        Assert.Same(DurationHistory.Empty, DurationHistory.Load(_folder.PathOf("not", "there.json")));

    [Theory]
    [InlineData("")]
    [InlineData("{\"stages\": [{\"distro\": \"debian-13\", \"sta")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"stages\": null}")]
    [InlineData("{\"stages\": [null]}")]
    [InlineData("{\"stages\": [{\"distro\": \"a\", \"stage\": \"install\", \"accelerator\": \"tcg\", \"seconds\": null}]}")]
    [InlineData("{\"stages\": [{\"distro\": \"a\", \"stage\": \"install\", \"accelerator\": \"tcg\", \"seconds\": [-1]}]}")]
    [InlineData("{\"stages\": [{\"distro\": \"a\", \"stage\": \"install\", \"accelerator\": \"tcg\", \"seconds\": [1e300]}]}")]
    public void A_broken_file_is_an_empty_history_that_says_so(string text)
    {
        System.IO.File.WriteAllText(File, text);
        var history = DurationHistory.Load(File);
        Assert.Contains(File, history.Problem, StringComparison.Ordinal);
        Assert.Empty(history.Stages);
        Assert.True(history.Expected(Twelve.Distros[0], Stage.Install, AcceleratorKind.Kvm) > TimeSpan.Zero);
    }

    [Fact]
    public void The_last_five_count_and_their_median_is_expected()
    {
        var distro = Twelve.Distros[0];
        var history = new[] { 9000, 10, 30, 20, 500, 40 }.Aggregate(
            DurationHistory.Empty,
            (known, seconds) => known.With(distro.Id, Stage.Archive, AcceleratorKind.Kvm, Work.Seconds(seconds))
        );
        Assert.Equal([10, 30, 20, 500, 40], Assert.Single(history.Stages).Seconds);
        Assert.Equal(Work.Seconds(30), history.Expected(distro, Stage.Archive, AcceleratorKind.Kvm));
    }

    [Fact]
    public void Every_stage_of_every_distro_has_a_default_and_emulation_takes_longer() =>
        Assert.All(
            Twelve.Distros,
            distro =>
            {
                Assert.All(
                    Enum.GetValues<Stage>(),
                    stage => Assert.True(DurationHistory.Empty.Expected(distro, stage, AcceleratorKind.Kvm) > TimeSpan.Zero)
                );
                Assert.True(Default(distro, AcceleratorKind.Tcg) > Default(distro, AcceleratorKind.Kvm) * 3);
            }
        );

    private static TimeSpan Default(MailFactory.Testing.Distros.Distro distro, AcceleratorKind accelerator) =>
        DurationHistory.Empty.Expected(distro, Stage.Install, accelerator);
}
