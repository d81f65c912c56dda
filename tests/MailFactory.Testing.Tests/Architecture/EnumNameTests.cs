using MailFactory.Testing.Distros;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Architecture;

/// <summary>No name of an enum's member that is more than one word reaches a text for people.</summary>
public sealed class EnumNameTests
{
    // Texts for programs: classes of style sheets, anchors, names of test cases, words of files.
    private static readonly string[] _forPrograms = [];

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
    public void Every_verdict_and_every_stage_has_a_word_without_capitals_inside()
    {
        string[] words = [.. Enum.GetValues<Verdict>().Select(RunWords.Of), .. Enum.GetValues<Stage>().Select(RunWords.Of)];
        Assert.All(words, word => Assert.DoesNotContain(word[1..], char.IsUpper));
    }

    private static Func<string> Interpolated(Ending ending) => () => $"it was {ending}";

    private static string Named(Ending? ending) => ending!.Value.ToString();

    private static object Boxed(Ending ending) => ending;

    private enum Ending
    {
        AllGood,
        Other,
    }
}
