using System.Text.RegularExpressions;

namespace MailFactory.Build.Tests.Engine;

/// <summary>The conditions of targets are shown to people: in help, in the plan and in the summary.</summary>
public sealed partial class ConditionTextTests
{
    [Fact]
    public void Each_condition_of_a_target_has_a_text_beside_its_expression()
    {
        var calls = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "build"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Calls(File.ReadAllText(file)).Select(call => $"{Path.GetFileName(file)}: {call}"))
            .ToList();

        Assert.NotEmpty(calls);
        Assert.DoesNotContain(calls, IsWithoutText);
    }

    [Fact]
    public void A_condition_without_a_text_is_found()
    {
        Assert.True(IsWithoutText(Assert.Single(Calls("_.OnlyWhenStatic(() => Options.Server == null).Executes()"))));
        Assert.False(IsWithoutText(Assert.Single(Calls("_.OnlyWhenDynamic(() => IsAny, \"a distro is left\")"))));
    }

    private static IEnumerable<string> Calls(string source) => Call().Matches(source).Select(match => match.Value);

    private static bool IsWithoutText(string call) => !call.Contains(',', StringComparison.Ordinal);

    [GeneratedRegex(@"OnlyWhen(?:Static|Dynamic)\((?:[^()]|\([^()]*\))*\)")]
    private static partial Regex Call();
}
