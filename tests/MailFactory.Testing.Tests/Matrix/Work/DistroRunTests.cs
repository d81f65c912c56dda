using MailFactory.Testing.Distros;
using MailFactory.Testing.Matrix.Work;

namespace MailFactory.Testing.Tests.Matrix.Work;

public sealed class DistroRunTests
{
    [Fact]
    public void What_no_stage_has_left_yet_is_a_defect_and_is_told_with_its_name()
    {
        var run = new DistroRun(DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json")).Select(["debian-13"])[0]);
        Assert.Equal("debian-13: no earlier stage has left a medium", Assert.Throws<InvalidOperationException>(() => run.Medium).Message);
        Assert.Throws<InvalidOperationException>(() => run.Key);
        Assert.Throws<InvalidOperationException>(() => run.Machine);
        Assert.Throws<InvalidOperationException>(() => run.Install);
        Assert.Throws<InvalidOperationException>(() => run.Archive);
        Assert.Null(run.MediumIfAny);
    }
}
