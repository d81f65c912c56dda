using System.Diagnostics;
using System.Text;
using MailFactory.Testing.Foreign;
using MailFactory.Testing.Foreign.Consoles;
using MailFactory.Testing.Installs.Diagnosis;

namespace MailFactory.Benchmarks;

/// <summary>
/// What text of guests costs, reading it, an installer's rules and the redaction: of an ordinary log, and of lines made to be slow.
/// Each for one and for four megabytes; what is linear takes the same time for a megabyte of either.
/// </summary>
internal static class ForeignTextCost
{
    private const int Megabyte = 1_000_000;
    private const int LongestLine = 8_190;
    private const int Rounds = 3;
    private const int PieceSize = 64 * 1024;

    /// <summary>The table, in milliseconds for a megabyte.</summary>
    public static string Render(string repository)
    {
        var rules = InstallRules.Load(Path.Combine(repository, "preseeds", "installers"), "subiquity");
        var log = File.ReadAllText(
            Path.Combine(repository, "tests", "MailFactory.Testing.Tests", "Installs", "Corpus", "debian-13-netboot.serial.txt")
        );
        (string Name, string Unit)[] texts =
        [
            ("an install's log", log),
            ("one letter", Line("x")),
            ("passw", Line("passw")),
            ("password=\"", Line("password=\"")),
            ("a.", Line("a.")),
            ("Reached target", Line("Reached target ")),
            ("ESC ] without end", Line("\u001b]0;x")),
        ];
        (string Name, Action<string> Run)[] steps =
        [
            ("reading", text => Read(new SerialText(), text)),
            ("rules", text => Judge(rules, text)),
            ("redaction", text => SecretShapes.Remove(text)),
        ];
        var table = new StringBuilder($"{"ms for a megabyte", -20}{string.Concat(steps.Select(step => $"{step.Name, 11} of 1,4"))}\n");
        foreach (var (name, unit) in texts)
        {
            table.Append($"{name, -20}");
            foreach (var (_, run) in steps)
            {
                table.Append($"{Milliseconds(run, unit, Megabyte), 11:0.0}{Milliseconds(run, unit, 4 * Megabyte) / 4, 7:0.0}");
            }

            table.Append('\n');
        }

        return table.ToString().TrimEnd();
    }

    private static string Line(string unit) => string.Concat(Enumerable.Repeat(unit, LongestLine / unit.Length)) + "\n";

    /// <summary>The shortest of some rounds: what else the machine does only adds to it.</summary>
    private static double Milliseconds(Action<string> run, string unit, int size)
    {
        var text = string.Concat(Enumerable.Repeat(unit, (size / unit.Length) + 1))[..size];
        run(unit);
        return Enumerable
            .Range(0, Rounds)
            .Min(_ =>
            {
                var started = Stopwatch.GetTimestamp();
                run(text);
                return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            });
    }

    private static void Read(SerialText reader, string text)
    {
        foreach (var piece in Encoding.UTF8.GetBytes(text).Chunk(PieceSize))
        {
            reader.Append(piece);
        }
    }

    private static void Judge(InstallRules rules, string text)
    {
        var analyser = new InstallAnalyser(rules, "a nonce that never comes", TimeProvider.System);
        foreach (var piece in Encoding.UTF8.GetBytes(text).Chunk(PieceSize))
        {
            analyser.Append(piece);
        }
    }
}
