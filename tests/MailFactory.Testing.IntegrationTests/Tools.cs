using MailFactory.Testing.Processes;

namespace MailFactory.Testing.IntegrationTests;

/// <summary>Skips a test, naming what is missing, where the host lacks a program.</summary>
internal static class Tools
{
    public static void Require(params string[] programs)
    {
        var missing = programs.Where(program => ToolRunner.Find(program) is null).ToList();
        Assert.SkipWhen(missing.Count > 0, $"not installed: {string.Join(", ", missing)}");
    }
}
