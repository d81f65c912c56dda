namespace MailFactory.Build.Tests.SelfTests;

public sealed class TestTallyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Results_of_several_programs_are_added_up()
    {
        var tally = TestTally.Read([File("a.xml", passed: 3, failed: 1, skipped: 1), File("b.xml", passed: 2, failed: 0, skipped: 0)]);
        Assert.Equal("5 passed, 1 failed, 1 skipped", tally.ToString());
        Assert.Equal(1, tally.SkipReasons["not installed: qemu"]);
    }

    [Fact]
    public void Nothing_is_said_of_skips_when_there_are_none() =>
        Assert.Equal("2 passed, 0 failed", TestTally.Read([File("a.xml", 2, 0, 0)]).ToString());

    [Fact]
    public void A_program_that_left_no_results_has_failed() => Assert.Equal(1, TestTally.Read([_folder.PathOf("none.xml")]).Failed);

    private string File(string name, int passed, int failed, int skipped)
    {
        var tests = string.Concat(Enumerable.Repeat("<test result=\"Skip\"><reason>not installed: qemu</reason></test>", skipped));
        System.IO.File.WriteAllText(
            _folder.PathOf(name),
            $"<assemblies><assembly passed=\"{passed}\" failed=\"{failed}\" skipped=\"{skipped}\" "
                + $"errors=\"0\"><collection>{tests}</collection></assembly></assemblies>"
        );
        return _folder.PathOf(name);
    }
}
