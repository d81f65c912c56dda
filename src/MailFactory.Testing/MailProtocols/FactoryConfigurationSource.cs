using System.Text.Json;
using System.Text.Json.Nodes;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.MailProtocols;

/// <summary>A configuration file with its includes, merged: lists are appended, trees of variables are laid over each other.</summary>
internal sealed class FactoryConfigurationSource
{
    private const int MostBytes = 4 * 1024 * 1024;
    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false };
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>Starts with nothing.</summary>
    public FactoryConfigurationSource() => Variables = new FactoryVariables(Errors);

    /// <summary>Everything that is wrong so far.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>The merged variables.</summary>
    public FactoryVariables Variables { get; }

    /// <summary>All accounts with the file they come from.</summary>
    public List<(string File, JsonNode? Node)> Accounts { get; } = [];

    /// <summary>All files in the order in which they are merged: what a later one says wins.</summary>
    public List<(string File, JsonObject Root)> Files { get; } = [];

    /// <summary>Adds a file: first what it includes, then its own, so that its own variables win.</summary>
    public async Task AddAsync(string path, CancellationToken cancellationToken)
    {
        if (!_seen.Add(Path.GetFullPath(path)) || await ParseAsync(path, cancellationToken).ConfigureAwait(false) is not { } root)
        {
            return;
        }

        foreach (var include in root["includes"] as JsonArray ?? [])
        {
            var folder = Path.GetDirectoryName(path) ?? string.Empty;
            await AddAsync(Path.Combine(folder, include?.ToString() ?? string.Empty), cancellationToken).ConfigureAwait(false);
        }

        Files.Add((path, root));
        Variables.Add(root["variables"] as JsonObject ?? [], path);
        Accounts.AddRange((root["accounts"] as JsonArray ?? []).Select(node => (path, node)));
    }

    private async Task<JsonObject?> ParseAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var text = await RegularFile.ReadTargetTextAsync(path, MostBytes, cancellationToken).ConfigureAwait(false);
            if (JsonNode.Parse(text, documentOptions: _strict) is JsonObject root)
            {
                // Names are decoded when they are first looked at: here, where the file can still be named.
                _ = root.ToJsonString();
                return root;
            }

            Errors.Add($"{path}: is not a JSON object");
        }
        catch (JsonException error)
        {
            Errors.Add($"{path}: is not valid JSON at line {error.LineNumber + 1}");
        }
        catch (InvalidOperationException)
        {
            Errors.Add($"{path}: holds a name or a text that is not valid Unicode");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Errors.Add($"{path}: cannot be read: {error.Message}");
        }

        return null;
    }
}
