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
    public void A_sweep_leaves_a_folder_that_has_only_just_been_made()
    {
        var young = Directory.CreateTempSubdirectory("mail-factory-scratch-young-");
        ScratchFolder.Sweep(TimeProvider.System);
        Assert.True(Directory.Exists(young.FullName));
        young.Delete();
    }
}
