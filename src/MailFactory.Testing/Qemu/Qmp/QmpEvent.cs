using System.Text.Json;

namespace MailFactory.Testing.Qemu.Qmp;

/// <summary>Something QEMU reports without being asked, such as <c>SHUTDOWN</c>.</summary>
/// <param name="Name">The event's name.</param>
/// <param name="Data">The event's data; an undefined element when it has none.</param>
internal sealed record QmpEvent(string Name, JsonElement Data)
{
    /// <summary>A text member of the data; null when there is none of that name.</summary>
    public string? Text(string member) =>
        Data.ValueKind == JsonValueKind.Object && Data.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>A boolean member of the data; false when there is none of that name.</summary>
    public bool Flag(string member) =>
        Data.ValueKind == JsonValueKind.Object && Data.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.True;
}
