using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Mistakes;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Options;

/// <summary>The words for the optional parts of a mail server.</summary>
internal static class PartWords
{
    private const string Every = "all";
    private const string No = "none";

    /// <summary>All words.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<MailPart>().Select(MailParts.Name), Every, No];

    /// <summary>The parts that words stand for, in the order in which they are set up; a sentence more for each mistake.</summary>
    public static IReadOnlyList<MailPart> Read(IReadOnlyList<string> words, ICollection<string> mistakes)
    {
        var unknown = words.Except(All).ToList();
        if (unknown.Count > 0)
        {
            mistakes.Add(WrongValue.Of("--parts", unknown, All));
        }

        if (words.Count > 1 && words.Any(name => name is Every or No))
        {
            mistakes.Add("--parts: all and none cannot be combined with other parts");
        }

        return [.. Enum.GetValues<MailPart>().Where(part => words.Contains(Every) || words.Contains(MailParts.Name(part)))];
    }

    /// <summary>One sentence for each mistake in what was asked for beside the parts.</summary>
    public static IEnumerable<string> Mistakes(RunOptions options)
    {
        if (options.UsesMailFactory && options.Parts.Count > 0)
        {
            yield return "--parts goes with --provisioner packages; Mail Server Factory brings parts of its own";
        }
    }
}
