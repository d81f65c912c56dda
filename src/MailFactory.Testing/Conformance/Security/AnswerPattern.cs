using System.Text.RegularExpressions;

namespace MailFactory.Testing.Conformance.Security;

/// <summary>
/// What answers to the same question have in common, word by word; where they differ, such as in an identifier of the session, any word
/// fits. The user's name counts as the same word for everybody.
/// </summary>
internal sealed partial class AnswerPattern
{
    private readonly IReadOnlyList<string?> _words;

    private AnswerPattern(IReadOnlyList<string?> words) => _words = words;

    /// <summary>The pattern of these answers; null when they do not have the same number of words.</summary>
    public static AnswerPattern? Of(IEnumerable<(string Answer, string User)> answers)
    {
        var all = answers.Select(one => Words(one.Answer, one.User)).ToList();
        return all.Exists(words => words.Length != all[0].Length)
            ? null
            : new AnswerPattern([.. all[0].Select((word, at) => all.TrueForAll(words => words[at] == word) ? word : null)]);
    }

    /// <summary>Whether another answer is one of them as far as words tell.</summary>
    public bool Fits(string answer, string user)
    {
        var words = Words(answer, user);
        return words.Length == _words.Count && words.Zip(_words).All(pair => pair.Second is null || pair.First == pair.Second);
    }

    // Postfix and others append an identifier of the session in angle brackets, which holds no blanks.
    private static string[] Words(string answer, string user) =>
        SessionId().Replace(answer.Replace(user, "USER", StringComparison.OrdinalIgnoreCase), "ID").Split(' ');

    [GeneratedRegex(@"<[^<>]*>|\bsession=\S+", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex SessionId();
}
