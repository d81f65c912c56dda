using System.Text.Json.Nodes;

namespace MailFactory.Testing.MailProtocols.Accounts;

/// <summary>A configuration file with its includes, merged: lists are appended, trees of variables are laid over each other.</summary>
internal sealed class FactoryConfigurationSource
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly string _path;

    private FactoryConfigurationSource(string path, GeneratedPasswords passwords)
    {
        _path = path;
        Variables = new FactoryVariables(path, passwords, Mistakes);
    }

    /// <summary>Everything that is wrong so far.</summary>
    public List<FactoryMistake> Mistakes { get; } = [];

    /// <summary>Whether every file was found and could be read, so that the whole can be judged.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>The merged variables.</summary>
    public FactoryVariables Variables { get; }

    /// <summary>All files in the order in which they are merged: what a later one says wins.</summary>
    public List<FactoryFile> Files { get; } = [];

    /// <summary>The accounts of all files, each with its place and the JSON object that it is.</summary>
    public IEnumerable<(FactoryFile File, string Pointer, JsonObject Node)> Accounts =>
        from file in Files
        from account in (file.Root["accounts"] as JsonArray ?? []).Select((node, index) => (Node: node as JsonObject, Index: index))
        where account.Node is not null
        select (file, $"/accounts/{account.Index}", account.Node);

    /// <summary>Reads a file and everything that it includes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="passwords">Makes the passwords that the files leave open.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    public static async Task<FactoryConfigurationSource> ReadAsync(
        string path,
        GeneratedPasswords passwords,
        CancellationToken cancellationToken
    )
    {
        var source = new FactoryConfigurationSource(path, passwords);
        await source.AddAsync(path, cancellationToken).ConfigureAwait(false);
        return source;
    }

    /// <summary>Throws with every mistake when there is one.</summary>
    public void EnsureRight()
    {
        if (Mistakes.Count > 0)
        {
            throw new FactoryConfigurationException(_path, [.. Mistakes.Select(mistake => mistake.ToString()).Distinct()]);
        }
    }

    // First what it includes, then its own, so that its own variables win.
    private async Task AddAsync(string path, CancellationToken cancellationToken)
    {
        if (!_seen.Add(Path.GetFullPath(path)))
        {
            return;
        }

        if (await FactoryFile.ReadAsync(path, SchemaRules.Factory, Mistakes, cancellationToken).ConfigureAwait(false) is not { } file)
        {
            IsWhole = false;
            return;
        }

        foreach (var include in (file.Root["includes"] as JsonArray ?? []).Select(FactoryText.Of).OfType<string>())
        {
            await AddAsync(Path.Combine(Path.GetDirectoryName(path) ?? string.Empty, include), cancellationToken).ConfigureAwait(false);
        }

        Files.Add(file);
        Variables.Add(file);
    }
}
