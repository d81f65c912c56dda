using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace MailFactory.Testing.Tests.Foreign;

public sealed partial class LinearTimeTests
{
    private const int Length = 40_000;

    // What never goes back is linear in one match; all matches of a text together may not be (.NET's documentation of NonBacktracking says
    // so), and are asked of lines alone, which are a few thousand characters long at most.
    private const int LengthOfLines = 10_000;

    // Of the processor's time: a linear expression takes a few milliseconds, a quadratic one a second.
    private static readonly TimeSpan _mostTime = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    private static readonly string[] _units =
    [
        "a",
        "A",
        "1",
        " ",
        "\t",
        "-",
        "_",
        ".",
        ":",
        "/",
        "<",
        ">",
        "\"",
        "'",
        "[",
        "(",
        "@",
        "$",
        "=",
        "#",
        "?",
        "a ",
        "a.",
        "1.",
        "a-",
        "::",
        "//",
        "x=",
        "\\\"",
        "` ",
    ];

    /// <summary>
    /// The library's expressions by name. All are tried, as nobody can say for long which of them never sees what others wrote.
    /// </summary>
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

    private static IEnumerable<MethodInfo> Expressions() =>
        typeof(Testing.Foreign.ForeignText)
            .Assembly.GetTypes()
            .SelectMany(type =>
                type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            )
            .Where(method => method.GetCustomAttribute<GeneratedRegexAttribute>() is not null);

    /// <summary>The unit whose repetition takes the expression too long; null when none does.</summary>
    private static string? Slowest(Regex expression)
    {
        // As it is, but for the limit that some have: one that is so slow is not waited for.
        var limited = new Regex(expression.ToString(), expression.Options, _patience);
        return _units
            .Concat(Words().Matches(expression.ToString()).Select(word => word.Value))
            .Distinct()
            .FirstOrDefault(unit => IsSlow(limited, unit));
    }

    private static bool IsSlow(Regex expression, string unit)
    {
        var length = expression.Options.HasFlag(RegexOptions.NonBacktracking) ? LengthOfLines : Length;
        var text = string.Concat(Enumerable.Repeat(unit, length / unit.Length));
        // A machine that is short of processors charges some of what others did; a slow expression is slow every time.
        return Enumerable.Range(0, 3).All(_ => TimeOf(expression, text) > _mostTime);
    }

    private static TimeSpan TimeOf(Regex expression, string text)
    {
        var before = ProcessorTime();
        try
        {
            _ = expression.Count(text);
        }
        catch (RegexMatchTimeoutException)
        {
            // What it took of the processor so far tells enough.
        }

        return ProcessorTime() - before;
    }

    // What this thread was given of a processor (proc(5), schedstat): on a busy host the clock on the wall says nothing.
    private static TimeSpan ProcessorTime() =>
        TimeSpan.FromTicks(
            long.Parse(File.ReadAllText("/proc/thread-self/schedstat").Split(' ')[0], CultureInfo.InvariantCulture)
                / TimeSpan.NanosecondsPerTick
        );

    [GeneratedRegex("[A-Za-z ]{3,}")]
    private static partial Regex Words();
}
