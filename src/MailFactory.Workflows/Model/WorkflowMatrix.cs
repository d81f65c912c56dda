namespace MailFactory.Workflows.Model;

/// <summary>The values of a job that runs several times; one that fails never ends the others.</summary>
public sealed record WorkflowMatrix
{
    /// <summary>The name of the one variable; null when an earlier job says everything.</summary>
    public string? Variable { get; init; }

    /// <summary>The variable's values.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>An expression that comes to the whole matrix, instead of a variable.</summary>
    public string? Expression { get; init; }

    /// <summary>A variable with values.</summary>
    public static WorkflowMatrix Of(string variable, params IReadOnlyList<string> values) => new() { Variable = variable, Values = values };

    /// <summary>What an earlier job said.</summary>
    public static WorkflowMatrix From(string expression) => new() { Expression = expression };
}
