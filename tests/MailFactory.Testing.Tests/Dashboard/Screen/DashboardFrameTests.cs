using MailFactory.Testing.Dashboard;
using MailFactory.Testing.Dashboard.Screen;
using MailFactory.Testing.Runs.State;

namespace MailFactory.Testing.Tests.Dashboard.Screen;

/// <summary>UPDATE_GOLDEN=1 writes the expected screens anew; look at what changed before you commit them.</summary>
public sealed class DashboardFrameTests
{
    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 40)]
    [InlineData(40, 10)]
    public async Task The_dashboard_looks_as_it_should(int width, int height)
    {
        var text = Text(SampleMatrix.Input, width, height);
        var golden = Repository.PathOf("tests", "MailFactory.Testing.Tests", "Dashboard", "Screen", "Golden", $"{width}x{height}.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(golden)!);
            await File.WriteAllTextAsync(golden, text, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(golden, TestContext.Current.CancellationToken), text);
    }

    [Fact]
    public void No_line_is_too_wide_and_never_are_there_too_many()
    {
        for (var width = 1; width < 140; width += 7)
        {
            for (var height = 1; height < 45; height += 4)
            {
                var lines = DashboardFrame.Render(SampleMatrix.Input, width, height);
                Assert.InRange(lines.Count, 1, height);
                Assert.All(lines, line => Assert.InRange(line.Pieces.Sum(piece => piece.Text.Length), 0, width));
            }
        }
    }

    [Fact]
    public void Nothing_that_a_guest_or_mirror_printed_moves_the_cursor() =>
        Assert.DoesNotContain(Text(SampleMatrix.Input, 120, 40), character => char.IsControl(character) && character != '\n');

    [Fact]
    public void The_arrow_keys_bring_every_distro_of_a_small_screen()
    {
        var seen = string.Concat(Enumerable.Range(0, 13).Select(offset => Text(SampleMatrix.Input with { Offset = offset }, 40, 10)));
        Assert.All(SampleMatrix.Distros, distro => Assert.Contains(distro, seen, StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_whose_build_was_killed_says_so() =>
        Assert.Contains(
            "its build was killed",
            Text(SampleMatrix.Input with { Reading = SampleMatrix.Input.Reading with { IsAlive = false } }, 80, 24),
            StringComparison.Ordinal
        );

    [Fact]
    public void Without_a_run_that_is_said() =>
        Assert.StartsWith(
            RunReading.NoRun,
            Text(SampleMatrix.Input with { Reading = new RunReading(RunStatus.None, false, null) }, 80, 24),
            StringComparison.Ordinal
        );

    [Fact]
    public void Time_that_was_left_goes_down_between_two_reports()
    {
        Assert.Contains("10:25", Text(SampleMatrix.Input, 80, 24), StringComparison.Ordinal);
        Assert.Contains(
            "10:15",
            Text(SampleMatrix.Input with { Now = SampleMatrix.Input.Now.AddSeconds(10) }, 80, 24),
            StringComparison.Ordinal
        );
    }

    private static string Text(DashboardInput input, int width, int height) =>
        string.Concat(DashboardFrame.Render(input, width, height).Select(line => $"{line.Text}\n"));
}
