namespace MailFactory.Testing.ReplayQemu;

/// <summary>What one guest does.</summary>
internal sealed record MachineScript
{
    /// <summary>The file whose text the guest prints on its console; the nonce in it is replaced by the one in the answer file.</summary>
    public string? Console { get; init; }

    /// <summary>The file whose text goes to the second serial port.</summary>
    public string? Log { get; init; }

    /// <summary>Text that is printed after <see cref="Console"/>.</summary>
    public string Tail { get; init; } = string.Empty;

    /// <summary>How many seconds the printing takes.</summary>
    public double Seconds { get; init; } = 0.3;

    /// <summary>How it ends.</summary>
    public GuestEnd End { get; init; } = GuestEnd.PowerOff;

    /// <summary>The text of /etc/os-release that an install puts on the disk.</summary>
    public string OsRelease { get; init; } = string.Empty;

    /// <summary>Whether the installed system knows the key of the answer file.</summary>
    public bool IsKeyInstalled { get; init; } = true;
}
