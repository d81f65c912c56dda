using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace MailFactory.Testing.Tests.Foreign;

public sealed partial class LinearTimeTests
{
    private const int Short = 5_000;
    private const int Long = 8 * Short;

    // Eight times the text takes a quadratic expression 64 times as long.
    private const int MostTimes = 20;

    private static readonly TimeSpan _quick = TimeSpan.FromMilliseconds(100);

    private static readonly string[] _units = ["a", "A", "1", " ", "\t", "-", "_", ".", ":", "/", "<", ">", "\"", "'", "[", "(", "@", "$", "=", "#", "?", "a ", "a.", "1.", "a-", "::", "//", "x=", "\\\"", "` "];

    /// <summary>The library's expressions by name. All are tried, as nobody can say for long which of them never sees what others wrote.</summary>
    public static TheoryData<string> Names => [.. Expressions().Select(method => $"{method.DeclaringType!.FullName}.{method.Name}")];

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Names))]
    public async Task No_expression_takes_more_than_linear_time(string name)
    {
        await Task.Yield();
        var method = Expressions().Single(method => $"{method.DeclaringType!.FullName}.{method.Name}" == name);
        Assert.Null(Slowest((Regex)method.Invoke(null, null)!));
    }

    [Theory]
    [InlineData(@"([\w-]*(?:passw|secret)[\w-]*[ \t]*[:=])")]
    [InlineData(@"(?:[a-z]\.?)+://")]
    public void A_quadratic_expression_is_found(string pattern) => Assert.NotNull(Slowest(new Regex(pattern)));

    private static IEnumerable<MethodInfo> Expressions() => typeof(Testing.Foreign.ForeignText).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Where(method => method.GetCustomAttribute<GeneratedRegexAttribute>() is not null);

    /// <summary>The unit whose repetition takes the expression too long; null when none does.</summary>
    private static string? Slowest(Regex expression)
    {
        var limited = new Regex(expression.ToString(), expression.Options, TimeSpan.FromSeconds(5));
        return _units.Concat(Words().Matches(expression.ToString()).Select(word => word.Value)).Distinct().FirstOrDefault(unit => IsSlow(limited, unit));
    }

    private static bool IsSlow(Regex expression, string unit)
    {
        try
        {
            return Shortest(expression, unit, Long) is var whole && whole > _quick && whole > MostTimes * Shortest(expression, unit, Short);
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    /// <summary>The shortest of a few rounds, as a busy host only adds to them; one is enough when it was quick.</summary>
    private static TimeSpan Shortest(Regex expression, string unit, int length)
    {
        var text = string.Concat(Enumerable.Repeat(unit, length / unit.Length));
        var shortest = TimeSpan.MaxValue;
        for (var round = 0; round < 4 && (round == 0 || length == Short || shortest > _quick); round++)
        {
            var started = Stopwatch.GetTimestamp();
            _ = expression.Count(text);
            var took = Stopwatch.GetElapsedTime(started);
            shortest = took < shortest ? took : shortest;
        }

        return shortest;
    }

    [GeneratedRegex("[A-Za-z ]{3,}")]
    private static partial Regex Words();
}
