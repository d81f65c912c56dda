using Microsoft.Extensions.Time.Testing;

namespace MailFactory.Build.Tests.SelfTests;

public sealed class TestProgressTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Counts_what_is_done_and_names_what_is_at_work()
    {
        var progress = Progress();
        Run(progress, "A.B.CTests.First", seconds: 30);
        Start(progress, "A.B.CTests.Second");
        _time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal("1 of 4 done, about 4:33 left; running: CTests.Second (1:01)", progress.Line());
    }

    [Fact]
    public void Nothing_is_said_of_the_time_left_before_anything_is_known() => Assert.Equal("0 of 4 done", Progress().Line());

    [Fact]
    public void The_time_left_goes_by_how_long_each_took_the_last_time()
    {
        var progress = Progress(
            new Dictionary<string, double>
            {
                ["a"] = 90,
                ["b"] = 5,
                ["c"] = 4,
                ["d"] = 1,
            }
        );
        Run(progress, "a", seconds: 180);
        Assert.Equal("1 of 4 done, about 0:20 left", progress.Line());
    }

    [Fact]
    public void A_failure_is_told_at_once_with_its_test_and_its_text()
    {
        var progress = Progress();
        Start(progress, "A.CTests.Breaks");
        var told = progress.Observe(
            Parse("""{"$type":"test-failed","TestUniqueID":"t:A.CTests.Breaks","Messages":["Expected: 1"],"StackTraces":["at line 3"]}""")
        );
        Assert.Equal("CTests.Breaks\nExpected: 1\nat line 3", told);
        Assert.Contains("1 failed", progress.Line(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error")]
    [InlineData("test-class-cleanup-failure")]
    public void An_error_outside_of_a_test_is_a_failure(string kind) =>
        Assert.Equal("outside of a test\nboom", Progress().Observe(new TestEvent(kind) { Failure = "boom" }));

    [Fact]
    public void The_slowest_come_first()
    {
        var progress = Progress();
        Run(progress, "A.CTests.Quick", seconds: 1);
        Run(progress, "A.CTests.Slow(path: \"x.y/z\")", seconds: 12.34);
        Assert.Equal(["   12.3 s  CTests.Slow(path: \"x.y/z\")"], progress.Slowest(1));
    }

    [Theory]
    [InlineData("A test wrote this")]
    [InlineData("[1]")]
    [InlineData("{}")]
    [InlineData("""{"$type":5}""")]
    public void A_line_that_is_no_event_is_none(string line) => Assert.Null(TestEvent.Parse(line));

    private static TestEvent Parse(string line) => TestEvent.Parse(line)!;

    private TestProgress Progress(Dictionary<string, double>? lastTime = null)
    {
        var progress = new TestProgress(_time, lastTime ?? []);
        progress.Observe(Parse("""{"$type":"discovery-complete","TestCasesToRun":4}"""));
        return progress;
    }

    private static void Start(TestProgress progress, string name)
    {
        progress.Observe(new TestEvent("test-case-starting") { Id = name, Name = name });
        progress.Observe(new TestEvent("test-starting") { Id = $"t:{name}", Name = name });
    }

    private void Run(TestProgress progress, string name, double seconds)
    {
        Start(progress, name);
        _time.Advance(TimeSpan.FromSeconds(seconds));
        progress.Observe(new TestEvent("test-finished") { Id = $"t:{name}" });
        progress.Observe(new TestEvent("test-case-finished") { Id = name, Seconds = seconds });
    }
}
