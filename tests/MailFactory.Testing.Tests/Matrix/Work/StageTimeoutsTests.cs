using MailFactory.Testing.Installs;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Matrix.Work;

public sealed class StageTimeoutsTests
{
    private static readonly Stage[] _stages = Enum.GetValues<Stage>();

    [Fact]
    public void Every_stage_has_time_for_more_than_one_boot() =>
        Assert.All(_stages, stage => Assert.InRange(StageTimeouts.Of(stage), 2 * StageTimeouts.Boot, TimeSpan.FromHours(3)));

    [Fact]
    public void An_install_has_all_of_the_monitors_time_and_a_boot_that_proves_it() =>
        Assert.True(StageTimeouts.Of(Stage.Install) >= new InstallTimeouts().Total + StageTimeouts.Boot);

    [Fact]
    public void Those_who_wait_for_the_network_or_for_mail_have_more_time_than_those_who_only_compute() =>
        Assert.True(
            new[] { Stage.Download, Stage.MailTest }.Min(StageTimeouts.Of)
                > new[] { Stage.Verify, Stage.Create, Stage.Archive }.Max(StageTimeouts.Of)
        );

    [Fact]
    public void Every_stage_scales_its_time_itself()
    {
        var stages = typeof(StageWork).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(StageWork)) && !type.IsAbstract).ToList();
        Assert.True(stages.Count >= Enum.GetValues<Stage>().Length, string.Join(", ", stages));
        Assert.All(stages, stage => Assert.Equal(stage, stage.GetProperty(nameof(StageWork.Timeout))!.DeclaringType));
    }

    [Fact]
    public void A_distro_has_the_time_of_all_its_stages() =>
        Assert.Equal(_stages.Sum(stage => StageTimeouts.Of(stage).Ticks), StageTimeouts.Total.Ticks);
}
