namespace MailFactory.Testing.MailProtocols;

/// <summary>A complete answer of ManageSieve (RFC 5804 section 1.3).</summary>
/// <param name="Status">OK, NO or BYE.</param>
/// <param name="Text">What stands behind it.</param>
/// <param name="Lines">The lines before it.</param>
internal sealed record SieveReply(string Status, string Text, IReadOnlyList<string> Lines)
{
    /// <summary>Whether the command was carried out.</summary>
    public bool IsOk => Status == "OK";

    /// <summary>What stands behind a capability, without quotes; null when it is not offered.</summary>
    public string? Capability(string name) =>
        Lines
            .Where(line => line.StartsWith($"\"{name}\"", StringComparison.OrdinalIgnoreCase))
            .Select(line => line[(name.Length + 2)..].Trim(' ', '"'))
            .FirstOrDefault();

    /// <summary>The answer in one line.</summary>
    public override string ToString() => $"{Status} {Text}".Trim();
}
