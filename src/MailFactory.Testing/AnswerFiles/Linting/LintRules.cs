using System.Text.Json;
using System.Text.Json.Serialization;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.AnswerFiles.Linting;

/// <summary>What an answer file of one format may, must and must not say; data in preseeds/linting/.</summary>
internal sealed record LintRules
{
    /// <summary>A word to readers of the file.</summary>
    [JsonPropertyName("$comment")]
    public string? Comment { get; init; }

    /// <summary>All statements that the installer knows and that we want to use.</summary>
    public IReadOnlyList<AllowedDirective> Allowed { get; init; } = [];

    /// <summary>The end state, and what an unattended install needs.</summary>
    public IReadOnlyList<RequiredDirective> Required { get; init; } = [];

    /// <summary>Known mistakes.</summary>
    public IReadOnlyList<ForbiddenDirective> Forbidden { get; init; } = [];

    /// <summary>Reads a file of rules; throws <see cref="AnswerFileException"/> naming it when it is malformed.</summary>
    public static LintRules Load(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<LintRules>(File.ReadAllText(path), JsonDialect.Edited)!;
        }
        catch (Exception error) when (error is JsonException or IOException)
        {
            throw new AnswerFileException($"{path}: {error.Message}", error);
        }
    }
}
