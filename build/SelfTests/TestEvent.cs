using System.Text.Json;

/// <summary>One line of what a test program of xUnit.net tells while it runs (<c>-reporter json</c>), as far as it is used here.</summary>
/// <param name="Kind">What happened, such as <c>test-failed</c>.</param>
sealed record TestEvent(string Kind)
{
    /// <summary>The test or test case that it is about; empty when it is about neither.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>What that is called, where a test or a test case starts.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>How long it took, in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>How many test cases are going to run.</summary>
    public int Cases { get; init; }

    /// <summary>What went wrong and where.</summary>
    public string Failure { get; init; } = string.Empty;

    public bool IsFailure => Kind is "test-failed" or "error" || Kind.EndsWith("-cleanup-failure", StringComparison.Ordinal);

    /// <summary>Null for a line that is none, such as what a test writes to the console.</summary>
    public static TestEvent? Parse(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var told = document.RootElement;
            return told.ValueKind == JsonValueKind.Object && Text(told, "$type") is { Length: > 0 } kind ? Read(kind, told) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static TestEvent Read(string kind, JsonElement told) =>
        new(kind)
        {
            Id = Text(told, kind.StartsWith("test-case-", StringComparison.Ordinal) ? "TestCaseUniqueID" : "TestUniqueID"),
            Name = Text(told, kind == "test-case-starting" ? "TestCaseDisplayName" : "TestDisplayName"),
            Seconds = Number(told, "ExecutionTime"),
            Cases = (int)Number(told, "TestCasesToRun"),
            Failure = string.Join('\n', Texts(told, "Messages").Concat(Texts(told, "StackTraces"))),
        };

    static string Text(JsonElement told, string property) =>
        told.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Empty;

    static double Number(JsonElement told, string property) =>
        told.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : 0;

    static IEnumerable<string> Texts(JsonElement told, string property) =>
        told.TryGetProperty(property, out var values) && values.ValueKind == JsonValueKind.Array
            ? values.EnumerateArray().Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.GetString()!)
            : [];
}
