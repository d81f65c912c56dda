namespace MailFactory.Testing.MailProtocols;

/// <summary>What was said last on a connection, without secrets.</summary>
/// <param name="Connection">The service and its port, such as <c>smtp/25</c>.</param>
/// <param name="Sent">The client's last line; null when it said nothing yet.</param>
/// <param name="Received">The server's last line after that; null when it said nothing.</param>
internal sealed record LastExchange(string Connection, string? Sent, string? Received)
{
    /// <summary>The exchange in words, to be put behind what went wrong.</summary>
    public override string ToString() =>
        (Sent, Received) switch
        {
            (null, null) => $"{Connection}, before anything was said",
            (null, _) => $"{Connection}, which had said \"{Cut(Received!)}\"",
            (_, null) => $"{Connection}, after \"{Cut(Sent)}\" had been sent",
            _ => $"{Connection}, where \"{Cut(Sent)}\" had been answered with \"{Cut(Received)}\"",
        };

    private static string Cut(string line) => line.Length > 120 ? $"{line[..120]}..." : line;
}
