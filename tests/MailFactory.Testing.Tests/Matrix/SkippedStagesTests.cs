using MailFactory.Testing.Matrix;
using MailFactory.Testing.Options;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Matrix;

/// <summary><c>--skip</c> of a stage is honoured where the rest makes sense without it, and refused where it does not.</summary>
public sealed class SkippedStagesTests
{
    private static readonly IReadOnlyList<Stage> _all = Enum.GetValues<Stage>();

    [Fact]
    public void A_stage_whose_predecessor_is_left_out_is_refused_by_name()
    {
        var error = Assert.Throws<RunOptionsException>(() =>
            MatrixSession.CheckSkipped(_all, [Stage.Download, Stage.Verify, Stage.Create, Stage.Install, Stage.Archive])
        );
        Assert.StartsWith("--skip: TestMailServer needs ArchiveVms; ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_end_of_the_chain_or_all_of_it_may_be_left_out()
    {
        MatrixSession.CheckSkipped(_all, []);
        MatrixSession.CheckSkipped(_all, [Stage.MailTest]);
        MatrixSession.CheckSkipped(_all, [Stage.Archive, Stage.MailTest]);
        MatrixSession.CheckSkipped(_all, _all);
    }
}
