using System.Text;
using MailFactory.Benchmarks.Measuring;
using MailFactory.Testing.Installs.Diagnosis;
using MailFactory.Testing.Processes;

namespace MailFactory.Benchmarks.Contests;

/// <summary>
/// Consoles of guests, from bytes to a judgement: decoding, control sequences, all of an installer's rules. Against grep with the same
/// expressions, and lines made to be slow against an install's own.
/// </summary>
internal static class SerialConsole
{
    private const int Megabytes = 16;
    private const int LongestLine = 8_190;
    private const int PieceSize = 64 * 1024;

    // grep looks for lines alone; we decode, follow the cursor, tell phases and prompts as well, in a language that is not C.
    private const double AimAgainstGrep = 1;
    private const double AimOfHostileLines = 2;

    /// <summary>The contests, whose files are in a folder.</summary>
    public static IReadOnlyList<Contest> Of(string repository, string folder)
    {
        var rules = InstallRules.Load(Path.Combine(repository, "preseeds", "installers"), "debian-installer").Compile();
        var console = File.ReadAllText(
            Path.Combine(repository, "tests", "MailFactory.Testing.Tests", "Installs", "Corpus", "debian-13-netboot.serial.txt")
        );
        var ordinary = Fill(console);
        var log = Path.Combine(folder, "console.log");
        File.WriteAllBytes(log, ordinary);
        var patterns = Path.Combine(folder, "patterns");
        File.WriteAllLines(patterns, rules.Failures.Select(failure => failure.Pattern));
        return
        [
            new Contest
            {
                Id = "console",
                Title = $"{Megabytes} MB of an install's console through decoding and all {rules.Failures.Count} failure patterns",
                Ours = Judging("ours", rules, ordinary),
                Others =
                [
                    (
                        Contestant.Of(
                            "grep -P -c, a pattern at a time",
                            // It takes one expression alone.
                            token => GrepAsync([.. rules.Failures.Select(failure => failure.Pattern)], log, token)
                        ),
                        AimAgainstGrep
                    ),
                    .. rules.Failures.All(failure => IsExtended(failure.Pattern))
                        ? new (Contestant, double?)[]
                        {
                            (
                                Contestant.Of(
                                    "grep -E -c, all patterns",
                                    token => ToolRunner.RunAsync(ToolCommand.Create("grep", "-E", "-c", "-a", "-f", patterns, log), token)
                                ),
                                AimAgainstGrep
                            ),
                        }
                        : [],
                ],
                Rounds = 5,
            },
            .. new[]
            {
                ("one letter", "x"),
                ("password=\"", "password=\""),
                ("Reached target", "Reached target "),
                ("ESC ]", "\u001b]0;x"),
                ("grub-install", "grub-install "),
            }.Select(hostile => new Contest
            {
                Id = $"console, hostile: {hostile.Item1}",
                Title = $"{Megabytes} MB of lines of {LongestLine} bytes that repeat '{hostile.Item1}'",
                Ours = Judging("hostile lines", rules, Fill(Line(hostile.Item2))),
                Others = [(Judging("an install's console", rules, ordinary), AimOfHostileLines)],
                Rounds = 5,
            }),
        ];
    }

    // What .NET and Perl know of expressions and POSIX does not.
    private static bool IsExtended(string pattern) =>
        !pattern.Contains("(?", StringComparison.Ordinal) && !pattern.Contains(@"\d", StringComparison.Ordinal);

    private static Contestant Judging(string name, InstallRules rules, byte[] text) =>
        Contestant.Of(
            name,
            token =>
                Task.Run(
                    () =>
                    {
                        var analyser = new InstallAnalyser(rules, "a nonce that never comes", TimeProvider.System);
                        foreach (var piece in text.Chunk(PieceSize))
                        {
                            analyser.Append(piece);
                        }
                    },
                    token
                )
        );

    private static async Task GrepAsync(IReadOnlyList<string> patterns, string log, CancellationToken cancellationToken)
    {
        foreach (var pattern in patterns)
        {
            await ToolRunner.RunAsync(ToolCommand.Create("grep", "-P", "-c", "-a", "-e", pattern, log), cancellationToken);
        }
    }

    private static string Line(string unit) => string.Concat(Enumerable.Repeat(unit, LongestLine / unit.Length)) + "\n";

    private static byte[] Fill(string unit)
    {
        var bytes = Encoding.UTF8.GetBytes(unit);
        return
        [
            .. Enumerable.Repeat(bytes, (Megabytes * 1_000_000 / bytes.Length) + 1).SelectMany(piece => piece).Take(Megabytes * 1_000_000),
        ];
    }
}
