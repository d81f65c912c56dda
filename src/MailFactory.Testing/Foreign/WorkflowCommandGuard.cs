using System.Security.Cryptography;
using System.Text;

namespace MailFactory.Testing.Foreign;

/// <summary>
/// The standard output of a build that a runner of GitHub Actions reads: from beginning to end its lines are no workflow commands,
/// those of child processes included, but the build engine's own annotations are let through one by one
/// (https://docs.github.com/actions/reference/workflow-commands-for-github-actions#stopping-and-starting-workflow-commands).
/// What the library prints must have gone through <see cref="ForeignTextWriter"/>, so that no line of a guest looks like one.
/// </summary>
public sealed class WorkflowCommandGuard : TextWriter
{
    private static readonly string[] _annotations = ["group", "endgroup", "debug", "notice", "warning", "error", "add-mask"];

    private readonly Lock _lock = new();
    private readonly StringBuilder _line = new();
    private readonly TextWriter _inner;
    private readonly string _token;
    private bool _isInsideLine;
    private bool _isOver;

    /// <summary>Stops the commands; the name that lets them work again is known to nobody else.</summary>
    public WorkflowCommandGuard(TextWriter inner)
    {
        _inner = inner;
        _token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        Stop();
    }

    /// <inheritdoc/>
    public override Encoding Encoding => _inner.Encoding;

    /// <summary>
    /// Puts the guard before this process's standard output until the process ends, where a runner reads it and it is no JSON for a
    /// program.
    /// </summary>
    public static void Install(IReadOnlyList<string> arguments)
    {
        if (
            !ForeignTextWriter.IsWorkflow
            || arguments.Any(argument =>
                argument.Contains("json", StringComparison.OrdinalIgnoreCase)
                || argument.StartsWith("--shell-completion", StringComparison.Ordinal)
            )
        )
        {
            return;
        }

        var guard = new WorkflowCommandGuard(Console.Out);
        Console.SetOut(guard);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => guard.Dispose();
    }

    /// <inheritdoc/>
    public override void Write(char value)
    {
        lock (_lock)
        {
            Append(value);
        }
    }

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (_lock)
        {
            foreach (var letter in buffer)
            {
                Append(letter);
            }
        }
    }

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Write($"{value}\n");

    /// <inheritdoc/>
    public override void Flush()
    {
        lock (_lock)
        {
            // What may become an annotation is shown when it is whole.
            if (_isInsideLine || (_line.Length > 0 && _line[0] != ':'))
            {
                _inner.Write(_line);
                _line.Clear();
                _isInsideLine = true;
            }

            _inner.Flush();
        }
    }

    /// <summary>Lets the commands work again, for the steps that follow.</summary>
    protected override void Dispose(bool disposing)
    {
        lock (_lock)
        {
            if (!_isOver)
            {
                _isOver = true;
                _inner.Write(_line);
                _inner.Write($"{(_line.Length > 0 || _isInsideLine ? "\n" : string.Empty)}::{_token}::\n");
                _inner.Flush();
                _line.Clear();
            }
        }

        base.Dispose(disposing);
    }

    private void Append(char letter)
    {
        _line.Append(letter);
        if (letter == '\n')
        {
            End();
        }
    }

    private void End()
    {
        var line = _line.ToString();
        _line.Clear();
        if (!_isOver && !_isInsideLine && IsAnnotation(line))
        {
            _inner.Write($"::{_token}::\n{line}");
            Stop();
        }
        else
        {
            _inner.Write(line);
        }

        _isInsideLine = false;
    }

    private static bool IsAnnotation(string line) =>
        line.StartsWith("::", StringComparison.Ordinal)
        && line.IndexOfAny([' ', ':'], 2) is > 0 and var end
        && _annotations.Contains(line[2..end]);

    private void Stop()
    {
        _inner.Write($"::stop-commands::{_token}\n");
        _inner.Flush();
    }
}
