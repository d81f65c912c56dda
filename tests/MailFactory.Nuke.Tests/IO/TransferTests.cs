using Nuke.Common.IO;

namespace MailFactory.Nuke.Tests.IO;

public sealed class TransferTests : IDisposable
{
    private readonly AbsolutePath _root = Directory.CreateTempSubdirectory("nuke-io-").FullName;

    public void Dispose() => _root.DeleteDirectory();

    [Fact]
    public void A_tree_is_copied_without_what_is_excluded()
    {
        File("a/keep.txt");
        File("a/skip.tmp");
        File("a/deep/keep.txt");
        File("a/obj/x");
        (_root / "a").Copy(_root / "b", excludeDirectory: x => x.Name == "obj", excludeFile: x => x.HasExtension(".tmp"));
        Assert.Equal(["deep/keep.txt", "keep.txt"], Files("b"));
        Assert.Equal(4, Files("a").Count());
    }

    [Theory]
    [InlineData(ExistsPolicy.MergeAndSkip, "old")]
    [InlineData(ExistsPolicy.MergeAndOverwrite, "new")]
    [InlineData(ExistsPolicy.MergeAndOverwriteIfNewer, "old")]
    public void A_file_in_the_way_is_treated_as_the_policy_says(ExistsPolicy policy, string expected)
    {
        File("a/x", "new");
        File("b/x", "old");
        System.IO.File.SetLastWriteTimeUtc(_root / "a" / "x", DateTime.UnixEpoch);
        (_root / "a").Copy(_root / "b", policy);
        Assert.Equal(expected, (_root / "b" / "x").ReadAllText().Trim());
    }

    [Fact]
    public void Without_a_policy_nothing_is_overwritten()
    {
        File("a/x", "new");
        File("b/x", "old");
        Assert.Throws<IOException>(() => (_root / "a").Copy(_root / "b"));
        Assert.Throws<IOException>(() => (_root / "a" / "x").Move(_root / "b" / "x"));
        Assert.Equal("old", (_root / "b" / "x").ReadAllText().Trim());
    }

    [Fact]
    public void A_move_leaves_nothing_behind()
    {
        File("a/deep/x");
        Assert.Equal(_root / "c" / "a", (_root / "a").MoveToDirectory(_root / "c"));
        Assert.False((_root / "a").Exists());
        Assert.Equal(["a/deep/x"], Files("c"));
    }

    [Fact]
    public void What_the_policy_skips_stays_where_it_was()
    {
        File("a/x");
        File("a/y");
        File("b/x");
        (_root / "a").Move(_root / "b", ExistsPolicy.MergeAndSkip);
        Assert.Equal(["x"], Files("a"));
        (_root / "a").Move(_root / "b", ExistsPolicy.MergeAndSkip, deleteRemainingFiles: true);
        Assert.False((_root / "a").Exists());
    }

    [Fact]
    public void A_name_can_change_with_or_without_its_extension()
    {
        File("a.txt");
        var renamed = (_root / "a.txt").RenameWithoutExtension("b");
        Assert.Equal("b.txt", renamed.Name);
        Assert.Equal("c.md", renamed.Rename(x => $"c{x.WithExtension("md").Extension}").Name);
        Assert.Equal(["c.md"], Files("."));
    }

    [Fact]
    public void What_is_not_there_cannot_be_copied() => Assert.Throws<FileNotFoundException>(() => (_root / "none").Copy(_root / "b"));

    [Fact]
    public void A_directorys_digest_changes_with_content_and_names_only()
    {
        File("a/x", "1");
        var before = (_root / "a").GetDirectoryHash();
        System.IO.File.SetLastWriteTimeUtc(_root / "a" / "x", DateTime.UnixEpoch);
        Assert.Equal(before, (_root / "a").GetDirectoryHash());
        Assert.Equal(before, (_root / "a").Copy(_root / "b").GetDirectoryHash());
        (_root / "b" / "x").Rename("y");
        Assert.NotEqual(before, (_root / "b").GetDirectoryHash());
        File("a/x", "2");
        Assert.NotEqual(before, (_root / "a").GetDirectoryHash());
        Assert.NotEqual(before, (_root / "a").GetDirectoryHash(_ => false));
    }

    [Fact]
    public void Patterns_find_files_and_directories_and_leave_out()
    {
        File("src/a.cs");
        File("src/obj/b.cs");
        File("src/deep/c.cs");
        Assert.Equal(["src/a.cs", "src/deep/c.cs"], _root.GlobFiles("src/**/*.cs", "!**/obj/**").Select(Relative));
        Assert.Equal(["src/obj"], _root.GlobDirectories("**/obj").Select(Relative));
        Assert.Empty(_root.GlobFiles("*.cs"));
    }

    [Fact]
    public void Ways_between_paths_have_the_separator_asked_for()
    {
        AbsolutePath root = "/a/b";
        Assert.Equal("../c", root.GetUnixRelativePathTo("/a/c"));
        Assert.Equal(@"..\c", root.GetWinRelativePathTo("/a/c"));
        Assert.True(root.Contains("/a/b/c"));
        Assert.True(root.Contains("c"));
        Assert.False(root.Contains("/a/bc"));
        Assert.Equal("x/z", (RelativePath)"x" / "y" / ".." / "z");
        Assert.Equal(@"x\y", ((RelativePath)"x/y").ToWinRelativePath());
        Assert.Equal(@"C:\a", PathConstruction.NormalizePath(@"C:\a\.\b\..", '\\'));
        Assert.Throws<ArgumentException>(() => PathConstruction.Combine("a", "/b"));
    }

    private static string Relative(AbsolutePath path, AbsolutePath root) => Path.GetRelativePath(root, path).Replace('\\', '/');

    private string Relative(AbsolutePath path) => Relative(path, _root);

    private void File(string name, string content = "x") => (_root / name).WriteAllText(content);

    private IEnumerable<string> Files(string directory) =>
        (_root / directory).GetFiles(depth: int.MaxValue).Select(x => Relative(x, _root / directory)).Order(StringComparer.Ordinal);
}
