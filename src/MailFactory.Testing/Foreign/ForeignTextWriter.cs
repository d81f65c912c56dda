using System.Text;

namespace MailFactory.Testing.Foreign;

/// <summary>
/// Where the library prints: whatever is written comes out harmless for a terminal, and under GitHub Actions no line of it is a
/// workflow command. May be used from several threads.
/// </summary>
/// <param name="inner">Where the text goes.</param>
/// <param name="isWorkflow">Whether a runner of GitHub Actions reads it.</param>
public sealed class ForeignTextWriter(TextWriter inner, bool isWorkflow) : TextWriter
{
    private readonly Lock _lock = new();
    private readonly TextWriter _inner = inner;
    private bool _isLineStart = true;
    private bool _isColonHeld;
    private int _hashes;

    /// <summary>Whether a runner of GitHub Actions reads the output of this process.</summary>
    public static bool IsWorkflow => Environment.GetEnvironmentVariable("GITHUB_ACTIONS") == "true";

    /// <inheritdoc/>
    public override Encoding Encoding => _inner.Encoding;

    /// <summary>
    /// The writer for those who draw on a terminal and make foreign text harmless piece by piece; other writers are returned as they are.
    /// </summary>
    public static TextWriter Drawing(TextWriter writer) => writer is ForeignTextWriter foreign ? foreign._inner : writer;

    /// <summary>A text as it may be printed under GitHub Actions.</summary>
    public static string WithoutCommands(string text)
    {
        using var plain = new StringWriter();
        using var writer = new ForeignTextWriter(plain, isWorkflow: true);
        writer.Write(text);
        writer.Flush();
        return plain.ToString();
    }

    /// <inheritdoc/>
    public override void Write(char value) => Write(value.ToString());

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    /// <inheritdoc/>
    public override void Write(string? value)
    {
        lock (_lock)
        {
            _inner.Write(Harmless(value));
        }
    }

    /// <inheritdoc/>
    public override void WriteLine(string? value)
    {
        lock (_lock)
        {
            _inner.Write(Harmless($"{value}\n"));
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        lock (_lock)
        {
            if (_isColonHeld)
            {
                _inner.Write($"{ForeignText.Mark}:");
                (_isColonHeld, _isLineStart) = (false, false);
            }

            _inner.Flush();
        }
    }

    private string Harmless(string? value)
    {
        var text = ForeignText.Lines(value ?? string.Empty);
        if (!isWorkflow)
        {
            return text;
        }

        var harmless = new StringBuilder(text.Length + 8);
        foreach (var letter in text)
        {
            Append(harmless, letter);
        }

        return harmless.ToString();
    }

    // The runner takes "::command::" at the start of a line, blanks before it or not, and "##[command]" anywhere in it
    // (https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs).
    private void Append(StringBuilder harmless, char letter)
    {
        if (_isLineStart && letter == ':' && !_isColonHeld)
        {
            _isColonHeld = true;
            return;
        }

        if (_isColonHeld)
        {
            harmless.Append(letter == ':' ? $"{ForeignText.Mark}:" : ":");
            _isColonHeld = false;
            _isLineStart = false;
        }

        if (letter == '[' && _hashes >= 2)
        {
            harmless.Append(' ');
        }

        harmless.Append(letter);
        _hashes = letter == '#' ? _hashes + 1 : 0;
        _isLineStart = letter == '\n' || (_isLineStart && char.IsWhiteSpace(letter));
    }
}
