using System.Text;

namespace MailFactory.Testing.Provisioning.Factory;

/// <summary>Reads what Mail Server Factory prints as it comes, and keeps it with its secrets masked.</summary>
internal sealed class FactoryLog : IDisposable
{
    private const int MostOfALine = 64 * 1024;
    private const int LastLines = 40;
    private readonly FactorySecrets _secrets;
    private readonly FileStream _raw;
    private readonly StreamWriter _kept;
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder _line = new();
    private readonly byte[] _bytes = new byte[64 * 1024];
    private readonly char[] _chars = new char[64 * 1024];
    private readonly Queue<string> _last = new();

    /// <summary>Reads one file, which may still grow, and writes the other.</summary>
    public FactoryLog(string rawPath, string keptPath, FactorySecrets secrets)
    {
        _secrets = secrets;
        _raw = new FileStream(rawPath, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
        _kept = new StreamWriter(keptPath, append: false) { AutoFlush = false };
    }

    /// <summary>The last lines, secrets masked.</summary>
    public IReadOnlyList<string> Last => [.. _last];

    /// <summary>Writes a line of our own.</summary>
    public void Note(string line) => Keep(line);

    /// <summary>
    /// Reads on and returns the new whole lines, secrets masked; <paramref name="isEnd"/> gives the last one even without its end.
    /// </summary>
    public async Task<IReadOnlyList<string>> ReadAsync(bool isEnd, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        int count;
        while ((count = await _raw.ReadAsync(_bytes, cancellationToken).ConfigureAwait(false)) > 0)
        {
            var length = _decoder.GetChars(_bytes, 0, count, _chars, 0, flush: false);
            foreach (var c in _chars.AsSpan(0, length))
            {
                Add(c, lines);
            }

            // A flood is watched, too: its lines are judged while it lasts.
            if (lines.Count > 10_000)
            {
                break;
            }
        }

        if (isEnd && count == 0 && _line.Length > 0)
        {
            End(lines);
        }

        await _kept.FlushAsync(cancellationToken).ConfigureAwait(false);
        return lines;
    }

    public void Dispose()
    {
        _raw.Dispose();
        _kept.Dispose();
    }

    private void Add(char c, List<string> lines)
    {
        if (c is '\n' or '\r' || _line.Length >= MostOfALine)
        {
            End(lines);
        }

        if (c is not ('\n' or '\r'))
        {
            _line.Append(c);
        }
    }

    private void End(List<string> lines)
    {
        if (_line.Length > 0)
        {
            var masked = _secrets.Mask(_line.ToString());
            Keep(masked);
            lines.Add(masked);
        }

        _line.Clear();
    }

    private void Keep(string line)
    {
        _kept.WriteLine(line);
        _last.Enqueue(line);
        if (_last.Count > LastLines)
        {
            _last.Dequeue();
        }
    }
}
