namespace MailFactory.Nuke.Tests.Reading;

/// <summary>What is not right on a command line is told, and the default target does not run in its place.</summary>
[Collection(OneBuildAtATime.Name)]
public sealed class StrictReadingTests : IDisposable
{
    private const string Targets = "Targets: Test, ListIsos, Status.";

    private readonly SampleRun _run = new();

    public static TheoryData<string[], string> Mistakes =>
        new()
        {
            { [""], $"Unknown target ''. {Targets}" },
            { ["Te.s/t"], $"Unknown target 'Te.s/t'. Did you mean Test? {Targets}" },
            { ["Test,"], $"Unknown target 'Test,'. Did you mean Test? {Targets}" },
            { ["Test-"], $"Unknown target 'Test-'. Did you mean Test? {Targets}" },
            { ["Test+"], $"Unknown target ''. {Targets}" },
            { ["--names"], "--names needs at least one value: text." },
            {
                ["--names", "a", "Status"],
                "'Status' after --names could be a value or a target: put targets first, or write --names=Status."
            },
            { ["Status", "--names", ""], "--names: the value is empty." },
            { ["Status", "--place="], "--place: the value is empty." },
            { ["Status", "--place", "x", "more"], $"Unknown target 'more'. {Targets}" },
            { ["Status", "--mem.ory", "1"], "Unknown parameter --mem.ory. Did you mean --memory? --help lists all parameters." },
            { ["Status", "---memory", "1"], "Unknown parameter ---memory. Did you mean --memory? --help lists all parameters." },
            { ["--target"], "--target needs at least one value: text." },
            { ["Status", "--timeout-scale", "NaN"], "--timeout-scale: 'NaN' does not fit, expected a number." },
            { ["Status", "--timeout-scale", "Infinity"], "--timeout-scale: 'Infinity' does not fit, expected a number." },
            { ["Status", "--timeout-scale", "1e999"], "--timeout-scale: '1e999' does not fit, expected a number." },
            { ["Status", "--timeout-scale", "0,001"], "--timeout-scale: '0,001' does not fit, expected a number." },
            { ["Status", "--memory", "1,000"], "--memory: '1,000' does not fit, expected a whole number." },
            { ["Status", "--memory", "99999999999"], "--memory: '99999999999' does not fit, expected a whole number." },
            { ["Status", "--root", "/etc/passwd"], "--root: there is no folder /etc/passwd." },
        };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_one_line_and_nothing_runs(string[] arguments, string expected)
    {
        var exitCode = _run.Run<ReadingSample>("Test", arguments);
        Assert.Equal(expected + Environment.NewLine, _run.Error);
        Assert.Equal(3, exitCode);
        Assert.Empty(SampleTargets.Ran);
    }

    [Theory]
    [InlineData("list-isos")]
    [InlineData("LISTISOS")]
    [InlineData("--place W ListIsos")]
    [InlineData("--dry-run ListIsos")]
    [InlineData("--timeout-scale 1e-3 ListIsos --place=W")]
    [InlineData("--target ListIsos")]
    public void What_is_right_in_any_order_runs_what_was_asked_for(string arguments)
    {
        Assert.Equal(0, _run.Run<ReadingSample>("Test", arguments.Split(' ')));
        Assert.Equal(["ListIsos"], SampleTargets.Ran);
    }

    public void Dispose() => _run.Dispose();
}
