using MailFactory.Testing.AnswerFiles;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Matrix;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Runs;
using Microsoft.Extensions.Time.Testing;
using Serilog.Core;

namespace MailFactory.Testing.Tests.Matrix;

public sealed class StageRunnerTests
{
    private static readonly Distro _distro = DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json")).Select(["debian-13"])[0];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<Exception, FailureClass> Errors =>
        new()
        {
            { new GuestException("SSH does not answer"), FailureClass.Product },
            { new AnswerFileException("no template"), FailureClass.Configuration },
            { new ToolException("qemu-img is missing"), FailureClass.Infrastructure },
            { new IOException("disk full"), FailureClass.Infrastructure },
            { new InvalidOperationException("a defect of ours"), FailureClass.Infrastructure },
        };

    [Theory(Timeout = 10_000)]
    [MemberData(nameof(Errors))]
    public async Task Each_error_becomes_a_failure_of_its_class_with_its_message(Exception error, FailureClass expected)
    {
        var result = await RunAsync(new StageRunner(TimeProvider.System, Logger.None), new Work((_, _) => throw error));
        Assert.Equal((Verdict.Failed, expected), (result.Verdict, result.FailureClass));
        Assert.Contains(error.Message, result.Summary, StringComparison.Ordinal);
    }

    [Fact(Timeout = 10_000)]
    public async Task Work_that_takes_too_long_has_timed_out_and_was_not_cancelled()
    {
        var time = new FakeTimeProvider();
        var running = RunAsync(
            new StageRunner(time, Logger.None),
            new Work((clock, token) => Task.Delay(Timeout.InfiniteTimeSpan, clock, token), time)
        );
        time.Advance(TimeSpan.FromHours(2));
        var result = await running;
        Assert.Equal(FailureClass.Infrastructure, result.FailureClass);
        Assert.StartsWith("timed out after 96 min", result.Summary, StringComparison.Ordinal);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_time_that_no_timer_can_hold_is_a_failure_of_the_stage_and_nobody_waits_for_ever()
    {
        var result = await RunAsync(
            new StageRunner(TimeProvider.System, Logger.None) { TimeoutOf = _ => TimeSpan.FromDays(5000) },
            new Work((_, _) => Task.CompletedTask)
        );
        Assert.Equal((Verdict.Failed, FailureClass.Infrastructure), (result.Verdict, result.FailureClass));
        Assert.StartsWith("internal error, please report it: ", result.Summary, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task What_a_guest_said_at_length_is_cut_and_holds_no_secrets()
    {
        var error = new GuestException($"it said password=Zx9Hidden {new string('x', 240_000)}");
        var result = await RunAsync(new StageRunner(TimeProvider.System, Logger.None), new Work((_, _) => throw error));
        Assert.StartsWith("it said password=[redacted] xxx", result.Summary, StringComparison.Ordinal);
        Assert.EndsWith("characters more)", result.Summary, StringComparison.Ordinal);
        Assert.InRange(result.Summary.Length, 900, 1_100);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_last_lines_of_a_program_are_told_in_short()
    {
        var result = new ToolResult(
            ToolCommand.Create("qemu-img", "info"),
            1,
            string.Empty,
            $"one\n{new string('y', 240_000)}\nthree",
            TimeSpan.Zero
        );
        var error = Assert.Throws<ToolException>(result.EnsureSuccess);
        var told = await RunAsync(new StageRunner(TimeProvider.System, Logger.None), new Work((_, _) => throw error));
        Assert.Contains("three\n  command: qemu-img info", told.Summary, StringComparison.Ordinal);
    }

    private static async Task<StageResult> RunAsync(StageRunner runner, StageWork work) =>
        (await runner.RunAsync(_distro, new NothingYet(), work, Cancellation)).Result;

    private sealed class Work(Func<TimeProvider, CancellationToken, Task> body, TimeProvider? time = null) : StageWork<NothingYet>
    {
        public override Stage Stage => Stage.Install;

        protected override async Task<StageOutcome> RunAsync(Distro distro, NothingYet from, CancellationToken cancellationToken)
        {
            await body(time ?? TimeProvider.System, cancellationToken);
            return StageOutcome.Passed("done");
        }
    }
}
