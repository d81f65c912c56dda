using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Nuke.Common.Output.Planning;

/// <summary>
/// The plan as one JSON document: <c>invoked</c>, <c>plan</c>, <c>targets</c>, <c>unmet</c>, and <c>details</c> if the build has any.
/// </summary>
internal static class PlanJson
{
    /// <exception cref="JsonException">The details are no JSON.</exception>
    public static string Render(PlanGraph graph, IReadOnlyList<string> unmet, string details)
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(stream, options))
        {
            json.WriteStartObject();
            WriteTexts(json, "invoked", graph.Nodes.Where(x => x.Target.Invoked).Select(x => x.Name));
            WriteTexts(json, "plan", graph.Planned.Select(x => x.Name));
            json.WriteStartArray("targets");
            foreach (var node in graph.Nodes)
            {
                WriteNode(json, graph, node);
            }

            json.WriteEndArray();
            WriteTexts(json, "unmet", unmet);
            if (details.Length > 0)
            {
                using var document = JsonDocument.Parse(details);
                json.WritePropertyName("details");
                document.RootElement.WriteTo(json);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteNode(Utf8JsonWriter json, PlanGraph graph, PlanNode node)
    {
        var target = node.Target;
        json.WriteStartObject();
        json.WriteString("name", target.Name);
        json.WriteString("description", target.Description);
        json.WriteBoolean("listed", target.Listed);
        json.WriteBoolean("default", target.IsDefault);
        json.WriteBoolean("invoked", target.Invoked);
        WriteTexts(json, "dependsOn", graph.Before(node, PlanRelation.Execution));
        WriteTexts(json, "after", graph.Before(node, PlanRelation.Order));
        WriteTexts(json, "triggeredBy", graph.Before(node, PlanRelation.Trigger));
        WriteTexts(json, "triggers", target.Triggers.Select(x => x.Name));
        WriteTexts(json, "onlyWhenStatic", Texts(target.StaticConditions));
        WriteTexts(json, "onlyWhenDynamic", Texts(target.DynamicConditions));
        json.WriteString("fate", PlanWords.Of(node.Fate));
        json.WriteString("reason", node.Reason);
        json.WriteEndObject();
    }

    private static IEnumerable<string> Texts(IEnumerable<(string Text, Func<bool> Delegate)> conditions) => conditions.Select(x => x.Text);

    private static void WriteTexts(Utf8JsonWriter json, string property, IEnumerable<string> texts)
    {
        json.WriteStartArray(property);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
