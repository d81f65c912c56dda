using System.Text.Json.Nodes;
using CsCheck;

namespace MailFactory.Testing.Tests.Reports;

/// <summary>JSON with one thing in it as somebody would put there who wants to break its reader.</summary>
internal static class HostileJson
{
    private const string Mark = "@@hostile@@";

    private static readonly string[] _values =
    [
        "null",
        "true",
        "-1",
        "0",
        "0.5",
        "1e300",
        "1e999",
        "-1e300",
        "1e10",
        "9223372036854775807",
        "2147483648",
        "\"\"",
        "\"x\"",
        "\"99\"",
        "\"passed, failed\"",
        "\"NaN\"",
        "\"\\u0000\"",
        "\"\\u001b]0;title\\u0007\"",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "\"\\u202e\\u2066\"",
        "\"../../etc/passwd\"",
        "\"/etc/passwd\"",
        "\"a/../../../x\"",
        "\"a\\u0000b\"",
        "\"~\"",
        "\"9999-12-31T23:59:59.9999999Z\"",
        "\"0001-01-01T00:00:00+14:00\"",
        "\"2026-01-02\"",
        "\"20260102-030405-merged-merged\"",
        "\"<script>alert(1)</script>\"",
        "\"]]>\"",
        "\"```\\n# x\"",
        "\"::error::x\"",
        "[]",
        "{}",
        "[null]",
        "[[[[[[]]]]]]",
        "{\"a\":null}",
        "[1,\"x\",{}]",
        $"\"{new string('x', 5000)}\"",
        $"\"20260102-030405-{new string('x', 300)}\"",
    ];

    /// <summary>The document with one value replaced, taken away, doubled or added, or with its text cut or changed somewhere.</summary>
    public static Gen<string> Of(string document) =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, int.MaxValue - 1], Gen.Int[0, _values.Length - 1])
            .Select((way, place, value) => Of(document, way, place, _values[value]));

    private static string Of(string document, int way, int place, string value) =>
        way switch
        {
            0 => document[..(place % document.Length)],
            1 => document.Insert(place % document.Length, value),
            2 => Change(document, place, (parent, _, node) => Add(parent, node)).Replace($"\"{Mark}\"", value, StringComparison.Ordinal),
            3 => Change(document, place, (parent, key, _) => Take(parent, key)),
            _ => Change(document, place, (parent, key, _) => Put(parent, key)).Replace($"\"{Mark}\"", value, StringComparison.Ordinal),
        };

    private static string Change(string document, int place, Action<JsonNode, object, JsonNode?> change)
    {
        var root = JsonNode.Parse(document)!;
        var all = Places(root).ToList();
        var (parent, key, node) = all[place % all.Count];
        change(parent, key, node);
        return root.ToJsonString();
    }

    private static IEnumerable<(JsonNode Parent, object Key, JsonNode? Node)> Places(JsonNode node)
    {
        IEnumerable<(object Key, JsonNode? Node)> children = node switch
        {
            JsonObject map => map.Select(pair => ((object)pair.Key, pair.Value)),
            JsonArray list => list.Select((entry, index) => ((object)index, entry)),
            _ => [],
        };
        return children.SelectMany(child => (child.Node is null ? [] : Places(child.Node)).Prepend((node, child.Key, child.Node)));
    }

    private static void Put(JsonNode parent, object key)
    {
        if (parent is JsonObject map)
        {
            map[(string)key] = Mark;
        }
        else
        {
            parent[(int)key] = Mark;
        }
    }

    private static void Take(JsonNode parent, object key)
    {
        if (parent is JsonObject map)
        {
            map.Remove((string)key);
        }
        else
        {
            ((JsonArray)parent).RemoveAt((int)key);
        }
    }

    private static void Add(JsonNode parent, JsonNode? node)
    {
        if (parent is JsonObject map)
        {
            map["more"] = Mark;
        }
        else
        {
            ((JsonArray)parent).Add(node?.DeepClone());
        }
    }
}
