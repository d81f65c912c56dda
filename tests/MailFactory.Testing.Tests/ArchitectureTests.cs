using MailFactory.Testing.Distros;

namespace MailFactory.Testing.Tests;

public sealed class ArchitectureTests
{
    private static readonly IReadOnlyList<SourceFile> _library = SourceFile.Below("src/MailFactory.Testing");

    [Fact]
    public void No_file_is_too_long_to_read() =>
        AssertNone(SourceFile.Below("src", "build", "tests", "benchmarks").SelectMany(ArchitectureRules.Length));

    [Fact]
    public void Public_types_are_in_files_of_their_names() => AssertNone(_library.SelectMany(ArchitectureRules.TypeName));

    [Fact]
    public void Only_Processes_starts_programs() => AssertNone(_library.SelectMany(ArchitectureRules.Processes));

    [Fact]
    public void Only_Amounts_writes_spans_and_sizes() => AssertNone(_library.SelectMany(ArchitectureRules.Amounts));

    [Fact]
    public void No_code_knows_a_distro_by_its_identifier()
    {
        var identifiers = DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json")).Ids.ToList();
        AssertNone(_library.SelectMany(file => ArchitectureRules.DistroNames(file, identifiers)));
    }

    [Fact]
    public void A_namespace_beside_its_folder_is_found() =>
        Assert.Single(ArchitectureRules.Namespace(File("Qemu/Qmp", "namespace MailFactory.Testing.Qemu;\n")));

    [Fact]
    public void Lines_end_before_column_140() =>
        AssertNone(ArchitectureRules.Widths(SourceFile.Below("src", "build", "tests", "benchmarks")));

    [Fact]
    public void Wide_lines_are_found_when_they_are_more_than_2_in_1000() =>
        Assert.Equal(
            3,
            ArchitectureRules
                .Widths([File("Runs", string.Concat(Enumerable.Repeat(new string('x', 141) + "\n", 3)) + new string('\n', 390))])
                .Count()
        );

    [Fact]
    public void A_file_that_is_too_long_is_found() => Assert.Single(ArchitectureRules.Length(File("Runs", new string('\n', 401))));

    [Theory]
    [InlineData("public sealed record Other(int Value);")]
    [InlineData("public static class Other\n{\n}")]
    [InlineData("public sealed partial class Subject\n{\n}\n\npublic enum Other\n{\n}")]
    public void A_public_type_in_another_types_file_is_found(string text) => Assert.Single(ArchitectureRules.TypeName(File("Runs", text)));

    [Theory]
    [InlineData("using CliWrap.Buffered;")]
    [InlineData("Process.Start(\"sh\");")]
    public void A_program_started_elsewhere_is_found(string text)
    {
        Assert.Single(ArchitectureRules.Processes(File("Qemu", text)));
        Assert.Empty(ArchitectureRules.Processes(File("Processes", text)));
    }

    [Theory]
    [InlineData("limit.TotalSeconds:0} s")]
    [InlineData("limit.TotalMinutes, 6:0.0} min")]
    [InlineData("file.Length / 1e6:0} MB")]
    public void An_amount_written_elsewhere_is_found(string text)
    {
        Assert.Single(ArchitectureRules.Amounts(File("Qemu", text)));
        Assert.Empty(ArchitectureRules.Amounts(File("Amounts", text)));
    }

    [Fact]
    public void A_switch_on_a_distro_is_found() =>
        Assert.Single(ArchitectureRules.DistroNames(File("Installs", "case \"debian-13\":"), ["debian-12", "debian-13"]));

    private static void AssertNone(IEnumerable<string> violations)
    {
        var found = violations.ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static SourceFile File(string folder, string text) => new($"src/MailFactory.Testing/{folder}/Subject.cs", text);
}
