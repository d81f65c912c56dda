using System.Text.Json;
using System.Text.Json.Serialization;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.Installs.Diagnosis;

/// <summary>How to read one installer's serial text: data, one file per installer in preseeds/installers/.</summary>
internal sealed record InstallRules
{
    private const string ForAll = "linux";

    /// <summary>A word to readers of the file.</summary>
    [JsonPropertyName("$comment")]
    public string? Comment { get; init; }

    /// <summary>The phases in their order.</summary>
    public required IReadOnlyList<InstallPhase> Phases { get; init; }

    /// <summary>Lines that mean failure; the first that matches counts.</summary>
    public required IReadOnlyList<FailurePattern> Failures { get; init; }

    /// <summary>Regular expressions for text that waits for a person; such text has no newline at its end.</summary>
    public required IReadOnlyList<string> Prompts { get; init; }

    /// <summary>How the installer shows what it wants when it is stuck.</summary>
    public InstallDialog Dialog { get; init; } = new();

    /// <summary>The installers that have rules in a folder.</summary>
    public static IReadOnlyList<string> Installers(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder, "*.json")
                .Select(path => Path.GetFileNameWithoutExtension(path))
                .Where(name => name != ForAll)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>
    /// Reads the rules of an installer, with the failures that any Linux kernel may report behind its own. Throws
    /// <see cref="InstallRulesException"/> when there are none or they are wrong, naming what is allowed.
    /// </summary>
    public static InstallRules Load(string folder, string installer)
    {
        var known = Installers(folder);
        if (!known.Contains(installer))
        {
            throw new InstallRulesException($"no rules for the installer '{installer}'; {folder} has: {string.Join(", ", known)}");
        }

        var rules = Read(Path.Combine(folder, $"{installer}.json"));
        var common = Read(Path.Combine(folder, $"{ForAll}.json"));
        return rules with
        {
            Failures = [.. rules.Failures, .. common.Failures],
            Dialog = rules.Dialog with { Before = [.. rules.Dialog.Before, .. common.Dialog.Before] },
        };
    }

    /// <summary>
    /// Makes the expressions of the rules before they are needed. What is left of that, tens of megabytes of large objects, would stay
    /// in the heap for the hours that a run takes, so it is collected now.
    /// </summary>
    internal InstallRules Compile()
    {
        _ = new InstallAnalyser(this, "-", TimeProvider.System);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return this;
    }

    private static InstallRules Read(string path)
    {
        try
        {
            var rules =
                JsonSerializer.Deserialize<InstallRules>(File.ReadAllText(path), JsonDialect.Edited)
                ?? throw new InstallRulesException($"{path} is empty");
            var errors = InstallRulesCheck.Errors(rules).ToList();
            return errors.Count == 0 ? rules : throw new InstallRulesException($"{path}:\n  {string.Join("\n  ", errors)}");
        }
        catch (JsonException error)
        {
            throw new InstallRulesException($"{path}: {error.Message}", error);
        }
    }
}
