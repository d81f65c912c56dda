namespace MailFactory.Nuke.Tests;

[Collection(OneBuildAtATime.Name)]
public sealed class TargetHelpTests : IDisposable
{
    private readonly SampleRun _run = new();

    internal interface IHasFeed : INukeBuild
    {
        [Parameter("Where packages go")]
        string Feed => TryGetValue(() => Feed);
    }

    internal interface IPack : IHasFeed
    {
        [Parameter("Version of the packages")]
        string Version => TryGetValue(() => Version);

        Target Pack => _ => _.Description("Packs everything\nExample: ./build.sh Pack --version 2.0").Marks(nameof(Pack));
    }

    internal interface IClean : INukeBuild
    {
        [Parameter("How thoroughly")]
        int? Depth => TryGetValue<int?>(() => Depth);

        Target Clean => _ => _.Marks(nameof(Clean));
    }

    [Fact]
    public void Help_for_a_target_shows_the_parameters_of_its_component_and_of_what_that_derives_from()
    {
        Assert.Equal(["--feed", "--version"], ParametersOf("Pack"));
        Assert.Equal(["--depth"], ParametersOf("Clean"));
    }

    [Fact]
    public void Help_for_a_target_shows_the_parameters_of_its_whole_plan() =>
        Assert.Equal(["--depth", "--feed", "--token", "--version"], ParametersOf("Everything"));

    [Fact]
    public void The_example_is_the_one_of_the_description_and_no_part_of_it()
    {
        _run.Run<Sample>(null, "--help", "Pack");
        Assert.Contains($"  Packs everything{Environment.NewLine}{Environment.NewLine}", _run.Out, StringComparison.Ordinal);
        Assert.EndsWith(
            $"Example:{Environment.NewLine}{Environment.NewLine}  ./build.sh Pack --version 2.0{Environment.NewLine}",
            _run.Out,
            StringComparison.Ordinal
        );

        _run.Run<Sample>(null, "--help");
        Assert.DoesNotContain("Example", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_one_the_example_is_made_of_what_the_target_requires()
    {
        _run.Run<Sample>(null, "--help", "Publish");
        Assert.EndsWith($" Publish --token TOKEN --tone loud{Environment.NewLine}", _run.Out, StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();

    private IEnumerable<string> ParametersOf(string target)
    {
        Assert.Equal(0, _run.Run<Sample>(null, "--help", target));
        return _run
            .Out.Split(Environment.NewLine)
            .Where(x => x.StartsWith("  --", StringComparison.Ordinal))
            .Select(x => x.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]);
    }

    private sealed class Sample : NukeBuild, IPack, IClean
    {
        [Parameter("Key for the feed")]
        private readonly string Token;

        [Parameter("How to tell", List = false, ValueProviderMember = nameof(Tones))]
        private readonly string Tone;

        private static IEnumerable<string> Tones => ["loud", "quiet"];

        private Target Publish => _ => _.Requires(() => Token).Requires(() => Tone).Marks(nameof(Publish));

        private Target Everything => _ => _.DependsOn<IPack>().DependsOn<IClean>().Marks(nameof(Everything));
    }
}
