using MailFactory.Testing.Guests;
using MailFactory.Testing.MailProtocols;

namespace MailFactory.Testing.Conformance;

/// <summary>What a check works with: the server from outside, the guest from inside, and a clock.</summary>
internal sealed record CheckContext
{
    /// <summary>The server under test, reached from outside the guest.</summary>
    public required MailServerTarget Target { get; init; }

    /// <summary>Runs commands as root inside the guest; null when nobody can.</summary>
    public required IGuestCommands? Guest { get; init; }

    /// <summary>
    /// Reboots the guest, waits until it can be reached again and returns the new connection; null when it must not be rebooted.
    /// </summary>
    public required Func<CancellationToken, Task<IGuestCommands>>? RebootGuestAsync { get; init; }

    /// <summary>
    /// Cuts the guest's power without any warning and switches it on again, waits until it can be reached and returns the new connection;
    /// null when nobody can or may. Until then nothing but the cut is to be waited for: what a server said a moment before is at stake.
    /// </summary>
    public Func<CancellationToken, Task<IGuestCommands>>? CutPowerAsync { get; init; }

    /// <summary>
    /// Sets the server up again as it was set up before, and returns what that changed; null when this project did not set it up.
    /// </summary>
    public Func<CancellationToken, Task<IReadOnlyList<string>>>? ProvisionAgainAsync { get; init; }

    /// <summary>Ports that were open to the outside before anybody put a mail server on the guest; none unless set.</summary>
    public IReadOnlyList<int> OwnPorts { get; init; } = [];

    /// <summary>By what all time limits are multiplied on a slow guest; 1 unless set.</summary>
    public double TimeoutScale { get; init; } = 1;

    /// <summary>How many messages the soak check sends unless something else is set.</summary>
    public const int DefaultSoakMessages = 60;

    /// <summary>How many messages the soak check sends; 60 unless set.</summary>
    public int SoakMessages { get; init; } = DefaultSoakMessages;

    /// <summary>How many checks that do not disturb each other run at the same time; 1 unless set.</summary>
    public int SideBySide { get; init; } = 1;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told of each check when it begins.</summary>
    public Action<Check> Began { get; init; } = _ => { };

    /// <summary>Where this check's evidence goes.</summary>
    public Transcript Transcript { get; init; } = new();

    /// <summary>What kind of server it is.</summary>
    internal ServerProfile Profile => Target.Profile;

    /// <summary>Whether Postfix and Dovecot are services of the guest, and commands can be run there.</summary>
    internal bool SeesServices => Profile.HasOwnServices && Guest is not null;

    /// <summary>The logins with a wrong password that checks of this suite tried so far.</summary>
    internal WrongLogins WrongLogins { get; init; } = new();

    /// <summary>Keeps to the number of messages that the server takes.</summary>
    internal SendPace Pace { get; init; } = new(perMinute: null, TimeProvider.System);

    /// <summary>The guest's clock when the suite began, in seconds since 1970; the start of the log that is judged.</summary>
    internal long GuestStart { get; init; }

    /// <summary>A line that the suite wrote into the guest's journal when it began; null when it could not.</summary>
    internal string? JournalMark { get; init; }

    /// <summary>How long each service may take for one answer, before it is scaled.</summary>
    internal Patience Patience { get; init; } = new();

    /// <summary>Who receives what on this server.</summary>
    internal Mailboxes Mailboxes => new(Target.Configuration);

    /// <summary>MailKit clients that record into this check's transcript.</summary>
    internal MailClients Clients => new(Target, Transcript, PatienceWith);

    /// <summary>How long a service may take for one answer.</summary>
    internal TimeSpan PatienceWith(MailService service) => Patience.With(service, TimeoutScale);

    /// <summary>A number of seconds times the scale.</summary>
    internal TimeSpan Scaled(double seconds) => TimeSpan.FromSeconds(seconds * TimeoutScale);

    /// <summary>Runs a guest command and records it with its outcome.</summary>
    internal async Task<GuestResult> GuestAsync(string command, CancellationToken cancellationToken)
    {
        var guest = Guest ?? throw new CheckSkippedException("it needs a shell on the server, which --ssh and --ssh-key give");
        var result = await guest.RunAsync(command, null, Scaled(60), cancellationToken).ConfigureAwait(false);
        Transcript.Add($"guest $ {command}");
        foreach (var line in (result.Output + result.Error).Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(40))
        {
            Transcript.Add($"guest   {line}");
        }

        Transcript.Add($"guest   exit code {result.ExitCode}");
        return result;
    }
}
