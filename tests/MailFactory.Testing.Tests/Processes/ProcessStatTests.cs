using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Tests.Processes;

public sealed class ProcessStatTests
{
    private const string Rest = " 1 42 42 0 -1 4194560 100 0 0 0 1 2 0 0 20 0 1 0 987654 1000 10";

    [Theory]
    [InlineData("42 (sleep) S", false, false)]
    [InlineData("42 (odd) name (x) S", false, false)]
    [InlineData("42 (sleep) Z", true, false)]
    [InlineData("42 (sleep) T", false, true)]
    [InlineData("42 (T) S", false, false)]
    public void The_line_of_proc_stat_is_read_whatever_the_program_is_called(string start, bool isZombie, bool isStopped) =>
        Assert.Equal(new ProcessStat(42, isZombie, isStopped, 42, 987654), ProcessStat.Parse(start + Rest));

    [Fact]
    public void A_pid_that_is_not_in_use_is_no_process() => Assert.Null(ProcessIdentity.Of(int.MaxValue));

    [Fact]
    public void This_process_runs_but_one_with_its_pid_and_another_start_time_does_not()
    {
        Assert.True(ProcessIdentity.Current.IsRunning);
        Assert.False((ProcessIdentity.Current with { Started = "0" }).IsRunning);
    }
}
