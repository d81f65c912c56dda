namespace MailFactory.Workflows.Definitions;

/// <summary>The scripts of this folder, which stand in the workflows.</summary>
internal static class WorkflowScript
{
    /// <summary>The text of a script, without the ending.</summary>
    public static string Read(string name)
    {
        using var stream = typeof(WorkflowScript).Assembly.GetManifestResourceStream($"Workflows/{name}.sh")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
