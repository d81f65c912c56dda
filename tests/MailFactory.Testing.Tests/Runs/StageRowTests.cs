using MailFactory.Testing.Installs;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Runs;

public sealed class StageRowTests
{
    [Fact]
    public void There_is_one_row_for_every_stage_in_the_order_of_the_stages() =>
        Assert.Equal(Enum.GetValues<Stage>(), StageRow.All.Select(row => row.Stage));

    [Fact]
    public void No_two_stages_go_by_one_name()
    {
        var names = StageRow.All.SelectMany(row => new[] { row.Target, row.Process, row.Processes }.Distinct()).ToList();
        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public void Every_stage_has_time_for_more_than_one_boot() =>
        Assert.All(StageRow.All, row => Assert.InRange(row.Timeout, 2 * StageRow.Boot, TimeSpan.FromHours(3)));

    [Fact]
    public void An_install_has_all_of_the_monitors_time_and_a_boot_that_proves_it() =>
        Assert.True(StageRow.Of(Stage.Install).Timeout >= new InstallTimeouts().Total + StageRow.Boot);

    [Fact]
    public void Those_who_wait_for_the_network_or_for_mail_have_more_time_than_those_who_only_compute() =>
        Assert.True(
            new[] { Stage.Download, Stage.MailTest }.Min(TimeoutOf) > new[] { Stage.Verify, Stage.Create, Stage.Archive }.Max(TimeoutOf)
        );

    [Theory]
    [InlineData(Stage.Download, 2)]
    [InlineData(Stage.Verify, 2)]
    [InlineData(Stage.Create, 2)]
    [InlineData(Stage.Install, 6)]
    [InlineData(Stage.Archive, 2)]
    [InlineData(Stage.MailTest, 6)]
    public void The_user_scales_every_stage_and_the_accelerator_those_in_which_a_machine_runs(Stage stage, double factor) =>
        Assert.Equal(factor, StageRow.Of(stage).Scaled(accelerator: 3, user: 2) / TimeoutOf(stage));

    [Fact]
    public void A_distro_has_the_time_of_all_its_stages() => Assert.Equal(StageRow.All.Sum(row => row.Timeout.Ticks), StageRow.Total.Ticks);

    [Fact]
    public void The_stages_behind_targets_come_in_the_order_of_the_stages() =>
        Assert.Equal([Stage.Verify, Stage.MailTest], StageRow.Behind(["Report", "TestMailServer", "VerifyIsos"]));

    private static TimeSpan TimeoutOf(Stage stage) => StageRow.Of(stage).Timeout;
}
