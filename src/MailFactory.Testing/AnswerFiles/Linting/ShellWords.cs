using System.Text;

namespace MailFactory.Testing.AnswerFiles.Linting;

/// <summary>Splits a line into words as Python's shlex does with comments, which is how pykickstart reads a command.</summary>
internal static class ShellWords
{
    /// <summary>The words without their quotes; null when a quote is not closed.</summary>
    public static string[]? Split(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var isWord = false;
        var quote = '\0';
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == '\\' && quote != '\'' && i + 1 < line.Length && (quote == '\0' || line[i + 1] is '"' or '\\'))
            {
                word.Append(line[++i]);
                isWord = true;
            }
            else if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
                word.Append(quote == '\0' ? string.Empty : c.ToString());
            }
            else if (c is '"' or '\'')
            {
                quote = c;
                isWord = true;
            }
            else if (c == '#')
            {
                break;
            }
            else if (!char.IsWhiteSpace(c))
            {
                word.Append(c);
                isWord = true;
            }
            else
            {
                EndWord();
            }
        }

        EndWord();
        return quote == '\0' ? [.. words] : null;

        void EndWord()
        {
            if (isWord)
            {
                words.Add(word.ToString());
            }

            word.Clear();
            isWord = false;
        }
    }
}
