using System.Text.Json;

namespace MailFactory.Testing.Qemu.Qmp;

/// <summary>Something QEMU reports without being asked, such as <c>SHUTDOWN</c>.</summary>
/// <param name="Name">The event's name.</param>
/// <param name="Data">The event's data; an undefined element when it has none.</param>
internal sealed record QmpEvent(string Name, JsonElement Data)
{
    /// <summary>When it happened by the host's clock; the beginning of time when QEMU did not say.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The moment in a message's <c>timestamp</c>; the beginning of time when there is none.</summary>
    internal static DateTimeOffset MomentOf(JsonElement message) =>
        message.TryGetProperty("timestamp", out var moment)
        && moment.ValueKind == JsonValueKind.Object
        && moment.TryGetProperty("seconds", out var seconds)
        && moment.TryGetProperty("microseconds", out var microseconds)
        && seconds.TryGetInt64(out var whole)
        && microseconds.TryGetInt64(out var part)
            ? DateTimeOffset.UnixEpoch.AddSeconds(whole).AddMicroseconds(part)
            : default;

    /// <summary>A text member of the data; null when there is none of that name.</summary>
    public string? Text(string member) =>
        Data.ValueKind == JsonValueKind.Object && Data.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>A boolean member of the data; false when there is none of that name.</summary>
    public bool Flag(string member) =>
        Data.ValueKind == JsonValueKind.Object && Data.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.True;
}
