namespace MailFactory.Nuke.Tests;

/// <summary>Which bodies of sample builds ran, in order.</summary>
internal static class SampleTargets
{
    public static List<string> Ran { get; } = [];

    public static ITargetDefinition Marks(this ITargetDefinition definition, string name) => definition.Executes(() => Ran.Add(name));
}
