using System.Text.Json;

namespace MailFactory.Testing.Installs.Events;

/// <summary>
/// A progress event as cloud-init's and subiquity's webhook reporters post it. See "reporting" in Ubuntu's autoinstall
/// reference.
/// </summary>
/// <param name="Type">The kind of event: <c>start</c> or <c>finish</c>.</param>
/// <param name="Name">The step, such as <c>subiquity/Late/run</c>.</param>
/// <param name="Description">The step in words; may be empty.</param>
/// <param name="Result">How a finished step ended: <c>SUCCESS</c>, <c>WARN</c> or <c>FAIL</c>.</param>
internal sealed record InstallEvent(string Type, string Name, string Description, string? Result)
{
    /// <summary>Reads an event's JSON; null when it is none.</summary>
    public static InstallEvent? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return Text("event_type") is { } type && Text("name") is { } name
                ? new InstallEvent(type, name, Text("description") ?? string.Empty, Text("result"))
                : null;

            string? Text(string property) =>
                root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty(property, out var value)
                && value.ValueKind == JsonValueKind.String
                    ? value.GetString()!.ReplaceLineEndings(" ")
                    : null;
        }
        // Half of a surrogate pair in a string is valid JSON and no text: System.Text.Json calls it an invalid operation.
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The event as subiquity's own client prints it on the console.</summary>
    public override string ToString() => Result is null ? $"{Type}: {Name}: {Description}" : $"{Type}: {Name}: {Result}: {Description}";
}
