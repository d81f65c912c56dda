using MailFactory.Testing.Files;
using Microsoft.Extensions.Time.Testing;

namespace MailFactory.Testing.Tests.Files;

/// <summary>Temporary folders go with their process.</summary>
public sealed class ScratchFolderTests
{
    private static readonly FakeTimeProvider _later = new(TimeProvider.System.GetUtcNow().AddMinutes(2));

    [Fact]
    public void A_disposed_folder_is_gone()
    {
        string path;
        using (var folder = ScratchFolder.Create("test"))
        {
            path = folder.Path;
            File.WriteAllText(folder.PathOf("file"), "text");
        }

        Assert.False(Directory.Exists(path));
    }

    [Fact]
    public void A_sweep_leaves_folders_in_use_and_removes_those_of_dead_processes()
    {
        using var living = ScratchFolder.Create("living");
        var dead = Directory.CreateTempSubdirectory("mail-factory-scratch-dead-").FullName;
        File.WriteAllText(Path.Combine(dead, ".lock"), string.Empty);
        File.WriteAllText(Path.Combine(dead, "big"), "data");

        Assert.True(ScratchFolder.Sweep(_later) >= 1);
        Assert.False(Directory.Exists(dead));
        Assert.True(Directory.Exists(living.Path));
    }

    [Fact]
    public void A_sweep_follows_no_link_and_waits_at_no_FIFO()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathOf("precious"), "text");
        var link = Path.Combine(Path.GetTempPath(), $"mail-factory-scratch-link-{Guid.NewGuid():N}");
        Directory.CreateSymbolicLink(link, folder.Path);
        var trap = Directory.CreateTempSubdirectory("mail-factory-scratch-trap-").FullName;
        OwnFileTests.MakeFifo(Path.Combine(trap, ".lock"));
        var thief = Directory.CreateTempSubdirectory("mail-factory-scratch-thief-").FullName;
        File.CreateSymbolicLink(Path.Combine(thief, ".lock"), folder.PathOf("made-by-root"));
        try
        {
            ScratchFolder.Sweep(_later);
            Assert.True(File.Exists(folder.PathOf("precious")));
            Assert.False(File.Exists(folder.PathOf("made-by-root")));
            Assert.False(File.Exists(folder.PathOf(".lock")));
        }
        finally
        {
            Directory.Delete(link);
            Directory.Delete(trap, recursive: true);
            Directory.Delete(thief, recursive: true);
        }
    }

    [Fact]
    public void A_sweep_leaves_the_folders_of_other_users()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can give a folder away");
        var foreign = Directory.CreateTempSubdirectory("mail-factory-scratch-foreign-").FullName;
        using (var change = System.Diagnostics.Process.Start("chown", ["65534", foreign]))
        {
            change.WaitForExit();
        }

        ScratchFolder.Sweep(_later);
        Assert.True(Directory.Exists(foreign));
        Directory.Delete(foreign);
    }

    [Fact]
    public void A_sweep_leaves_a_folder_that_has_only_just_been_made()
    {
        var young = Directory.CreateTempSubdirectory("mail-factory-scratch-young-");
        ScratchFolder.Sweep(TimeProvider.System);
        Assert.True(Directory.Exists(young.FullName));
        young.Delete();
    }
}
