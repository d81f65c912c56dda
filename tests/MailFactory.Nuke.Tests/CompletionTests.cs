using Nuke.Common.IO;

namespace MailFactory.Nuke.Tests;

[Collection(OneBuildAtATime.Name)]
public sealed class CompletionTests : IDisposable
{
    private readonly SampleRun _run = new();

    private enum Flavour
    {
        Plain,
        ExtraHot,
    }

    [Theory]
    [InlineData("", "Compile", "Publish")]
    [InlineData("pub", "Publish")]
    [InlineData("x")]
    [InlineData("Compile |", "Publish")]
    [InlineData("--fresh |", "Compile", "Publish")]
    [InlineData("--fresh Compile |", "Publish")]
    [InlineData("--help |", "Compile", "Publish")]
    [InlineData("--fl", "--flavour")]
    [InlineData("--flavour hot --fl")]
    [InlineData("--flavour |", "plain", "extra-hot")]
    [InlineData("--flavour=ex", "--flavour=extra-hot")]
    [InlineData("--flavour plain |", "Compile", "Publish")]
    [InlineData("--city |", "Rome", "Oslo")]
    [InlineData("--city rome |", "Oslo")]
    [InlineData("--city Rome --city o", "Oslo")]
    [InlineData("--city=", "--city=Rome", "--city=Oslo")]
    [InlineData("--skip |", "Compile", "Publish")]
    [InlineData("--verbosity |", "verbose", "normal", "minimal", "quiet")]
    [InlineData("--profile |", "night")]
    [InlineData("--host g", "GitHubActions", "GitLab")]
    [InlineData("--output |", ":files")]
    [InlineData("--unknown |", "Compile", "Publish")]
    public void Offers_what_could_stand_at_the_cursor(string line, params string[] expected)
    {
        // The bar only shows that the last word is empty.
        var words = line.Split(' ').Select(x => x == "|" ? "" : x);
        _run.WriteFile("parameters.night.json", "{}");
        Assert.Equal(0, _run.Run<Sample>("Compile", ["--shell-completion", .. words]));
        Assert.Equal(expected, _run.Out.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Select(x => x.Split('\t')[0]));
        Assert.Empty(SampleTargets.Ran);
    }

    [Fact]
    public void Targets_and_parameters_come_with_their_descriptions()
    {
        _run.Run<Sample>("Compile", "--shell-completion", "Comp");
        Assert.Equal($"Compile\tCompiles everything{Environment.NewLine}", _run.Out);
        _run.Run<Sample>("Compile", "--shell-completion", "--fla");
        Assert.Equal($"--flavour\tHow it tastes. One of: Plain, ExtraHot.{Environment.NewLine}", _run.Out);
    }

    [Theory]
    [InlineData("bash", "complete -F _nuke_build build.sh")]
    [InlineData("zsh", "compdef _nuke_build build.sh")]
    public void Prints_the_script_of_a_shell(string shell, string expected)
    {
        Assert.Equal(0, _run.Run<Sample>("Compile", "--completion", shell));
        Assert.Contains(expected, _run.Out, StringComparison.Ordinal);
        Assert.Empty(SampleTargets.Ran);
    }

    [Fact]
    public void Another_shell_is_wrong_use()
    {
        Assert.Equal(3, _run.Run<Sample>("Compile", "--completion", "fish"));
        Assert.Equal($"--completion: 'fish' does not fit, expected Bash, Zsh.{Environment.NewLine}", _run.Error);
    }

    public void Dispose() => _run.Dispose();

    private sealed class Sample : NukeBuild
    {
        [Parameter("Ignores earlier results")]
        private readonly bool Fresh;

        [Parameter("How it tastes")]
        private readonly Flavour Flavour;

        [Parameter("Where to", ValueProviderMember = nameof(Cities))]
        private readonly string[] City;

        [Parameter("Where from", List = false)]
        private readonly string Origin;

        [Parameter("What to write")]
        private readonly AbsolutePath Output;

        private static IEnumerable<string> Cities => ["Rome", "Oslo"];

        private Target Compile => _ => _.Description("Compiles everything\nExample: ./build.sh Compile").Marks(nameof(Compile));

        private Target Publish => _ => _.DependsOn(Compile).Marks(nameof(Publish));

        private Target Hidden => _ => _.Unlisted().Marks(nameof(Hidden));
    }
}
