using YamlDotNet.RepresentationModel;

namespace MailFactory.TestKit;

/// <summary>A workflow as it is on disk, read without the model that wrote it.</summary>
internal sealed class WorkflowText
{
    public WorkflowText(string name, string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        (Name, Text, Root) = (name, text, (YamlMappingNode)yaml.Documents.Single().RootNode);
    }

    public string Name { get; }

    public string Text { get; }

    public YamlMappingNode Root { get; }

    /// <summary>All files in .github/workflows, whoever wrote them.</summary>
    public static IReadOnlyList<WorkflowText> CheckedIn { get; } =
    [
        .. Directory
            .EnumerateFiles(Repository.PathOf(".github", "workflows"))
            .Order(StringComparer.Ordinal)
            .Select(path => new WorkflowText(Path.GetFileName(path), File.ReadAllText(path))),
    ];

    public IEnumerable<(string Id, YamlMappingNode Job)> Jobs =>
        Children(Root["jobs"]).Select(job => (job.Key, (YamlMappingNode)job.Value));

    public IEnumerable<(string Job, YamlMappingNode Step)> Steps =>
        Jobs.SelectMany(job => ((YamlSequenceNode)job.Job["steps"]).Select(step => (job.Id, (YamlMappingNode)step)));

    public static WorkflowText Of(string name) => CheckedIn.Single(workflow => workflow.Name == name);

    /// <summary>The text below a key; null when there is none.</summary>
    public static string? Value(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var value) && value is YamlScalarNode scalar ? scalar.Value : null;

    public static IEnumerable<(string Key, YamlNode Value)> Children(YamlNode node) =>
        ((YamlMappingNode)node).Children.Select(child => (((YamlScalarNode)child.Key).Value!, child.Value));

    /// <summary>The mapping below a key; an empty one when there is none.</summary>
    public static IEnumerable<(string Key, YamlNode Value)> Below(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var value) && value is YamlMappingNode ? Children(value) : [];
}
