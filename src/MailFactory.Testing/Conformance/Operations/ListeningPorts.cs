using System.Globalization;

namespace MailFactory.Testing.Conformance.Operations;

/// <summary>Reads the listening TCP ports out of <c>ss -H -ltn</c>.</summary>
internal static class ListeningPorts
{
    /// <summary>The ports that can be reached from outside: not bound to a loopback address. Sorted.</summary>
    public static IReadOnlyList<int> Public(string ssOutput)
    {
        var ports = new SortedSet<int>();
        foreach (var line in ssOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            // State, Recv-Q, Send-Q, Local Address:Port, Peer Address:Port
            var columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (columns.Length < 4 || columns[3].LastIndexOf(':') is var colon && colon < 0)
            {
                throw new FormatException($"not a line of ss -H -ltn: {line}");
            }

            if (!IsLoopback(columns[3][..colon]))
            {
                ports.Add(int.Parse(columns[3].AsSpan(colon + 1), CultureInfo.InvariantCulture));
            }
        }

        return [.. ports];
    }

    private static bool IsLoopback(string address) =>
        address.StartsWith("127.", StringComparison.Ordinal)
        || address is "[::1]" or "::1"
        || address.StartsWith("[::ffff:127.", StringComparison.Ordinal);
}
