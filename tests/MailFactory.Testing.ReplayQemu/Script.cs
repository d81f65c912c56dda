using System.Text.Json;
using System.Text.Json.Serialization;

namespace MailFactory.Testing.ReplayQemu;

/// <summary>What each machine's guest does, by the machine's name.</summary>
internal sealed record Script
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The machines.</summary>
    public required IReadOnlyDictionary<string, MachineScript> Machines { get; init; }

    /// <summary>Reads a script file.</summary>
    public static Script Read(string path) => JsonSerializer.Deserialize<Script>(File.ReadAllText(path), _json)!;

    /// <summary>The script of a machine; one that boots from its disk runs until it is ended unless the script says otherwise.</summary>
    public MachineScript Of(string machine) => Machines.GetValueOrDefault(machine) ?? new MachineScript { End = GuestEnd.Run };
}
