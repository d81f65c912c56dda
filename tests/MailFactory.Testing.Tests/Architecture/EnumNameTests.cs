using System.Globalization;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Architecture;

/// <summary>No name of an enum's member that is more than one word reaches a text for people.</summary>
public sealed class EnumNameTests
{
    // Texts for programs: classes of style sheets, anchors, names of test cases, words of files.
    private static readonly string[] _forPrograms =
    [
        // names of files, and words in them
        "AnswerFileLinter..ctor: AnswerFileFormat",
        "ArchiveStage.RunAsync: TrustLevel",
        // the first two letters
        "DistroRow.Head: Stage",
        "FactoryExpectation.Word: FactoryFailureKind",
        "FactoryExpectation.Word: FactoryOutcomeClass",
        "GanttChart.Bar: Stage",
        // an exception of a programmer's mistake, and members of one word
        "InstallWords.Of: InstallFailureKind",
        "InstallWords.Of: Liveness",
        "JUnitReport.Case: Stage",
        "KnownIssueEntry..cctor: Stage",
        // protocols' names in small letters
        "MailSocket.Name: MailService",
        "MatrixPlanHtml.Legend: Stage",
        "PageStage.IdOf: Stage",
        "Provenance.Of: TrustLevel",
        "ReportRules.Words: Stage",
        "ReportRules.Words: Verdict",
        "RunChart.Bar: Stage",
        "RunChart.Row: Stage",
        "ServiceWords..cctor: MailService",
        "ServiceWords.Read: MailService",
        "ServiceWords.get_Names: MailService",
        // the names themselves; that of two words is written out
        "StageRow..ctor: Stage",
    ];

    [Fact]
    public void Only_texts_for_programs_hold_names_of_enum_members_of_several_words()
    {
        List<string> found =
        [
            .. EnumNames.ToText(typeof(DistroCatalog).Assembly.Location),
            .. EnumNames.ToText(typeof(MailFactory.Web.LiveOptions).Assembly.Location),
        ];
        Assert.True(
            found.SequenceEqual(_forPrograms),
            $"not for programs:\n{string.Join('\n', found.Except(_forPrograms))}\nno longer there:\n{string.Join('\n', _forPrograms.Except(found))}"
        );
    }

    [Fact]
    public void Names_in_interpolated_strings_by_to_string_and_as_arguments_of_loggers_are_found() =>
        Assert.Superset(
            new HashSet<string>
            {
                $"{nameof(EnumNameTests)}.{nameof(Interpolated)}: {nameof(Ending)}",
                $"{nameof(EnumNameTests)}.{nameof(Named)}: {nameof(Ending)}",
                $"{nameof(EnumNameTests)}.{nameof(Boxed)}: {nameof(Ending)}",
            },
            EnumNames.ToText(typeof(EnumNameTests).Assembly.Location).ToHashSet()
        );

    [Fact]
    public void Numbers_that_are_no_member_have_a_word_too()
    {
        Assert.Equal("unknown", RunWords.Of((Verdict)99));
        Assert.Equal("unknown stage", RunWords.Of((Stage)99));
    }

    [Fact]
    public void Every_verdict_and_every_stage_has_a_word_without_capitals_inside()
    {
        string[] words = [.. Enum.GetValues<Verdict>().Select(RunWords.Of), .. Enum.GetValues<Stage>().Select(RunWords.Of)];
        Assert.All(words, word => Assert.DoesNotContain(word[1..], char.IsUpper));
    }

    private static Func<string> Interpolated(Ending ending) => () => $"it was {ending}";

    private static string Named(Ending? ending) => ending!.Value.ToString();

    private static string Boxed(Ending ending) => string.Format(CultureInfo.InvariantCulture, "it was {0}", ending);

    private enum Ending
    {
        AllGood,
        Other,
    }
}
