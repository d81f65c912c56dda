using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Matrix.Work;

public sealed class StageTimeoutsTests
{
    [Theory]
    [InlineData(Stage.Download, 120)]
    [InlineData(Stage.Verify, 60)]
    [InlineData(Stage.Create, 60)]
    [InlineData(Stage.Install, 96)]
    [InlineData(Stage.Archive, 60)]
    [InlineData(Stage.MailTest, 120)]
    public void Every_stage_has_its_time(Stage stage, int minutes) => Assert.Equal(TimeSpan.FromMinutes(minutes), StageTimeouts.Of(stage));

    [Fact]
    public void Every_stage_scales_its_time_itself()
    {
        var stages = typeof(StageWork).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(StageWork)) && !type.IsAbstract).ToList();
        Assert.True(stages.Count >= Enum.GetValues<Stage>().Length, string.Join(", ", stages));
        Assert.All(stages, stage => Assert.Equal(stage, stage.GetProperty(nameof(StageWork.Timeout))!.DeclaringType));
    }

    [Fact]
    public void A_distro_has_the_time_of_all_its_stages() => Assert.Equal(TimeSpan.FromMinutes(516), StageTimeouts.Total);
}
