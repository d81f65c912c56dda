using System.Text.RegularExpressions;
using MailFactory.Testing.Amounts;

namespace MailFactory.Testing.Provisioning.Factory;

/// <summary>Follows Mail Server Factory by its console, and tells when it has to be ended.</summary>
/// <param name="times">How long it may take for what.</param>
/// <param name="time">The clock.</param>
internal sealed partial class FactoryWatch(FactoryTimes times, TimeProvider time)
{
    private const string Reboot = "Remote host is not restarted yet";
    private const string Rebooted = "Remote host has been restarted";

    private readonly long _started = time.GetTimestamp();
    private long _lastLine = time.GetTimestamp();
    private long _failedAt;
    private long _finishedAt;
    private long _rebootSince;
    private int _rebootLines;
    private int _rank = int.MaxValue;

    /// <summary>How far it has come.</summary>
    public FactoryStage Stage { get; private set; }

    /// <summary>What it takes the machine for, in its own words; null before it has said so.</summary>
    public string? OperatingSystem { get; private set; }

    /// <summary>The last command that it ran; null before the first.</summary>
    public string? LastCommand { get; private set; }

    /// <summary>The last text that it printed.</summary>
    public string LastText { get; private set; } = string.Empty;

    /// <summary>The container that it works at; null before the first.</summary>
    public string? Container { get; private set; }

    /// <summary>The line that tells best that it failed; null when there is none.</summary>
    public string? FailureLine { get; private set; }

    /// <summary>What that line says it failed in.</summary>
    public FactoryFailureKind FailureKind { get; private set; }

    /// <summary>The line that proves host trouble; null when there is none.</summary>
    public string? HostTroubleLine { get; private set; }

    /// <summary>The line by which it says that it is done; null before.</summary>
    public string? FinishLine { get; private set; }

    /// <summary>How long it has run.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_started);

    /// <summary>Takes the next line; returns whether a stage or a container began with it.</summary>
    public bool Take(string raw)
    {
        var text = FactoryLine.Text(raw);
        if (text.Length == 0)
        {
            return false;
        }

        _lastLine = time.GetTimestamp();
        LastText = text;
        NoteReboot(text);
        NoteTrouble(text);
        if (text.StartsWith(">>> ", StringComparison.Ordinal))
        {
            LastCommand = text[4..];
        }

        return NoteStage(text) | NoteContainer(text);
    }

    /// <summary>Why it has to be ended now; null while it may continue.</summary>
    public FactoryEnding? Due()
    {
        if (_finishedAt != 0 && time.GetElapsedTime(_finishedAt) >= times.AfterFinish)
        {
            return new(FactoryFailureKind.Termination, $"it said that it is done and still ran {Spans.Seconds(times.AfterFinish)} later");
        }

        if (_failedAt != 0 && _finishedAt == 0 && time.GetElapsedTime(_failedAt) >= times.AfterFailure)
        {
            return new(FactoryFailureKind.None, $"it said that it failed and still ran {Spans.Seconds(times.AfterFailure)} later");
        }

        if (_rebootLines > times.RebootLines || (_rebootSince != 0 && time.GetElapsedTime(_rebootSince) >= times.Reboot))
        {
            return new(
                FactoryFailureKind.RebootTrap,
                $"it waited for a reboot without end: \"{Reboot}\" {_rebootLines} times in "
                    + $"{Spans.Seconds(time.GetElapsedTime(_rebootSince))}"
            );
        }

        if (time.GetElapsedTime(_lastLine) >= times.Silence)
        {
            return new(FactoryFailureKind.Hang, $"it said nothing for {Spans.ShortMinutes(times.Silence)} while {FactoryWords.Of(Stage)}");
        }

        return Elapsed >= times.Total
            ? new(FactoryFailureKind.Hang, $"it was not done after {Spans.ShortMinutes(times.Total)}; --timeout-scale allows more")
            : null;
    }

    private bool NoteStage(string text)
    {
        var next = FactorySign.Stages.LastOrDefault(sign => text.Contains(sign.Text, StringComparison.Ordinal));
        if (next.Text is null || IsCommand(text))
        {
            return false;
        }

        if (next.Stage == FactoryStage.Connected)
        {
            OperatingSystem = text[(text.IndexOf(next.Text, StringComparison.Ordinal) + next.Text.Length)..].Trim();
        }

        if (next.Stage == FactoryStage.Finished)
        {
            FinishLine = text;
            _finishedAt = time.GetTimestamp();
        }

        var isNew = next.Stage > Stage;
        Stage = isNew ? next.Stage : Stage;
        return isNew;
    }

    private bool NoteContainer(string text)
    {
        if (
            Stage < FactoryStage.Containers
            || ContainerPath().Match(text) is not { Success: true } match
            || match.Groups[1].Value == Container
        )
        {
            return false;
        }

        Container = match.Groups[1].Value;
        return true;
    }

    private void NoteReboot(string text)
    {
        if (text.Contains(Rebooted, StringComparison.Ordinal))
        {
            (_rebootLines, _rebootSince) = (0, 0);
        }
        else if (text.Contains(Reboot, StringComparison.Ordinal))
        {
            _rebootLines++;
            _rebootSince = _rebootSince == 0 ? time.GetTimestamp() : _rebootSince;
        }
    }

    private void NoteTrouble(string text)
    {
        if (FactorySign.HostTroubles.Any(sign => Stage <= sign.Until && sign.Pattern.IsMatch(text)))
        {
            HostTroubleLine ??= text;
        }

        // A command or its output may hold any words.
        if (IsCommand(text) || text.StartsWith("<<< ", StringComparison.Ordinal))
        {
            return;
        }

        for (var rank = 0; rank < Math.Min(_rank, FactorySign.Failures.Count); rank++)
        {
            if (FactorySign.Failures[rank].Pattern.IsMatch(text))
            {
                (_rank, FailureLine, FailureKind) = (rank, text, FactorySign.Failures[rank].Kind);
                _failedAt = _failedAt == 0 ? time.GetTimestamp() : _failedAt;
                return;
            }
        }
    }

    private static bool IsCommand(string text) => text.StartsWith(">>> ", StringComparison.Ordinal);

    // Definitions are named by group, type and name: main/docker/postgres, main.mail_server/docker/anti_virus.
    [GeneratedRegex(@"\bmain(?:\.[a-z_]+)?/docker/([a-z0-9_.]+)")]
    private static partial Regex ContainerPath();
}
