using MailFactory.Testing.Mistakes;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Options;

/// <summary>What the user may say about the optional parts of a mail server.</summary>
internal static class PartsCheck
{
    /// <summary>One sentence for each mistake.</summary>
    public static IEnumerable<string> Mistakes(RunOptions options)
    {
        var known = OfferedValues.Parts.ToList();
        var unknown = options.Parts.Except(known).ToList();
        if (unknown.Count > 0)
        {
            yield return WrongValue.Of("--parts", unknown, known);
        }

        if (options.Parts.Count > 1 && options.Parts.Any(name => name is "all" or "none"))
        {
            yield return "--parts: all and none cannot be combined with other parts";
        }

        if (options.UsesMailFactory && options.Parts.Any(name => name != "none"))
        {
            yield return "--parts goes with --provisioner packages; Mail Server Factory brings parts of its own";
        }
    }
}
