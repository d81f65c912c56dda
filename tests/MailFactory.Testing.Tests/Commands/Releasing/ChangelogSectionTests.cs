using MailFactory.Testing.Commands.Releasing;

namespace MailFactory.Testing.Tests.Commands.Releasing;

public sealed class ChangelogSectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_newest_section_is_the_first_one_without_its_heading()
    {
        File.WriteAllText(
            _folder.PathOf("CHANGELOG.md"),
            "# Changes\n\nWords.\n\n## 2.0\n\n- new\n\n### Detail\n\nmore\n\n## 1.0\n\n- old\n"
        );
        Assert.Equal("- new\n\n### Detail\n\nmore", ChangelogSection.Newest(_folder.PathOf("CHANGELOG.md")));
    }

    [Fact]
    public void Without_a_file_or_a_section_there_is_nothing_new()
    {
        File.WriteAllText(_folder.PathOf("empty.md"), "# Changes\n");
        Assert.Empty(ChangelogSection.Newest(_folder.PathOf("empty.md")));
        Assert.Empty(ChangelogSection.Newest(_folder.PathOf("none.md")));
        Assert.Empty(ChangelogSection.Newest(null));
    }

    [Fact]
    public void The_projects_own_list_has_a_newest_section() => Assert.NotEmpty(ChangelogSection.Newest(Repository.PathOf("CHANGELOG.md")));

    public void Dispose() => _folder.Dispose();
}
