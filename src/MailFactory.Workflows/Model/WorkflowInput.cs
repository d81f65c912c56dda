namespace MailFactory.Workflows.Model;

/// <summary>An answer that may be given when a person starts a workflow; none is required.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What the form says about it.</param>
/// <param name="Type"><c>string</c> or <c>boolean</c>.</param>
public sealed record WorkflowInput(string Name, string Description, string Type)
{
    /// <summary>A line of text, empty unless given.</summary>
    public static WorkflowInput Text(string name, string description) => new(name, description, "string");

    /// <summary>A box to tick.</summary>
    public static WorkflowInput Flag(string name, string description) => new(name, description, "boolean");
}
