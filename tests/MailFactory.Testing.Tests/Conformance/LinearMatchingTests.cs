using System.Reflection;
using System.Text.RegularExpressions;
using MailFactory.Testing.Conformance;

namespace MailFactory.Testing.Tests.Conformance;

/// <summary>What servers and guests say is matched in linear time, whatever they say.</summary>
public sealed class LinearMatchingTests
{
    public static TheoryData<string, Regex> Patterns =>
        [
            .. typeof(Check)
                .Assembly.GetTypes()
                .Where(type => type.Namespace?.StartsWith(typeof(Check).Namespace!, StringComparison.Ordinal) == true)
                .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                .Where(method => method.ReturnType == typeof(Regex) && method.GetParameters().Length == 0)
                .Select(method => ($"{method.DeclaringType!.Name}.{method.Name}", (Regex)method.Invoke(null, null)!)),
        ];

    [Theory]
    [MemberData(nameof(Patterns))]
    public void No_pattern_of_a_check_goes_back(string name, Regex pattern) =>
        Assert.True(pattern.Options.HasFlag(RegexOptions.NonBacktracking), name);
}
