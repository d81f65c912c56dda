using MailFactory.Testing.Mistakes;

namespace MailFactory.Testing.Options;

/// <summary>The words that an option takes, in the order in which they are offered, and what each stands for.</summary>
/// <param name="Option">The option.</param>
/// <param name="Rows">The words.</param>
/// <typeparam name="T">What they stand for.</typeparam>
internal sealed record WordTable<T>(string Option, IReadOnlyList<(string Word, T Meaning)> Rows)
{
    /// <summary>How words are compared.</summary>
    public StringComparer Comparer { get; init; } = StringComparer.Ordinal;

    /// <summary>All words.</summary>
    public IEnumerable<string> Words => Rows.Select(row => row.Word);

    /// <summary>What a word stands for; the meaning of no word, and a mistake more, when it stands for nothing.</summary>
    public T Read(string word, T otherwise, ICollection<string> mistakes)
    {
        foreach (var (known, meaning) in Rows)
        {
            if (Comparer.Equals(known, word))
            {
                return meaning;
            }
        }

        mistakes.Add(WrongValue.Of(Option, word, Words));
        return otherwise;
    }
}
