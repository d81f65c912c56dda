using System.Text;
using System.Text.RegularExpressions;
using MailFactory.Testing.Installs.Diagnosis;
using Microsoft.Extensions.Time.Testing;

namespace MailFactory.Testing.Tests.Installs;

/// <summary>Replays whole installs of every family through the rules of their installers.</summary>
public sealed class InstallCorpusTests
{
    private const string Nonce = "MAILFACTORY-INSTALL-OK abc123";

    public static TheoryData<string, string> Installs =>
        new()
        {
            { "debian-13-netboot", "debian-installer" },
            { "debian-13-uefi", "debian-installer" },
            { "ubuntu-22", "subiquity" },
            { "fedora-41", "anaconda" },
            { "rocky-9", "anaconda" },
            { "opensuse-15", "yast" },
        };

    public static TheoryData<string> Installers => [.. InstallRules.Installers(Rules.Folder)];

    [Theory]
    [MemberData(nameof(Installs))]
    public void A_whole_install_goes_through_the_phases_to_the_nonce_and_shows_no_failure(string name, string installer)
    {
        var analyser = Read(installer, Console(name), 4096);
        Assert.Null(analyser.Finding?.Cause);
        Assert.True(analyser.IsNonceSeen);
        Assert.Equal("power-off", analyser.Phases.Current);
        var skipped = Rules.Of(installer).Phases.Select(phase => phase.Name).Except(analyser.Phases.History().Select(phase => phase.Phase));
        Assert.All(skipped, phase => Assert.Equal("download", phase));
    }

    [Theory]
    [MemberData(nameof(Installs))]
    public void Byte_by_byte_with_carriage_returns_colours_and_invalid_bytes_it_reads_the_same(string name, string installer)
    {
        byte[] noisy =
        [
            0xff,
            0xfe,
            .. Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Console(name)).Replace("\n", "\r\n\u001b[1;32m", StringComparison.Ordinal)),
            0xc3,
        ];
        var analyser = Read(installer, noisy, 1);
        Assert.Null(analyser.Finding?.Cause);
        Assert.True(analyser.IsNonceSeen);
        Assert.Equal(
            Read(installer, Console(name), 100_000).Phases.History().Select(phase => phase.Phase),
            analyser.Phases.History().Select(phase => phase.Phase)
        );
    }

    [Theory]
    [MemberData(nameof(Installs))]
    public void Overall_progress_never_goes_back(string name, string installer)
    {
        var analyser = new InstallAnalyser(Rules.Of(installer), Nonce, new FakeTimeProvider());
        var last = 0;
        foreach (var piece in Console(name).Chunk(16))
        {
            analyser.Append(piece);
            Assert.True(analyser.Phases.OverallPercent >= last);
            last = analyser.Phases.OverallPercent;
        }

        Assert.InRange(last, 95, 100);
    }

    [Theory]
    [InlineData("ubuntu-22", "subiquity", "finishing")]
    [InlineData("opensuse-15", "yast", "finishing")]
    public void The_log_alone_shows_the_phases_too(string name, string installer, string last)
    {
        var analyser = new InstallAnalyser(Rules.Of(installer), Nonce, new FakeTimeProvider());
        analyser.AppendLog(Encoding.UTF8.GetBytes(Corpus($"{name}.log.txt")));
        Assert.Equal(last, analyser.Phases.Current);
        Assert.Contains("partitioning", analyser.Phases.History().Select(phase => phase.Phase));
        Assert.Null(analyser.Finding);
    }

    [Fact]
    public void Packages_are_counted_where_no_percentage_is_told()
    {
        var text = Encoding.UTF8.GetString(Console("rocky-9"));
        var analyser = Read(
            "anaconda",
            Encoding.UTF8.GetBytes(text[..text.IndexOf("Installing package-301", StringComparison.Ordinal)]),
            512
        );
        Assert.Equal(("software", 190 * 100 / 412), (analyser.Phases.Current, analyser.Phases.Percent));
    }

    [Theory]
    [MemberData(nameof(Installers))]
    public void Every_failure_is_told_with_its_cause_when_its_example_comes(string installer)
    {
        foreach (var failure in Rules.Of(installer).Failures)
        {
            var expected = Rules.Of(installer).Failures.First(rule => Regex.IsMatch(failure.Example, rule.Pattern));
            var finding = Read(installer, Encoding.UTF8.GetBytes($"Linux version 6.1\n{failure.Example}\n"), 3).Finding;
            Assert.StartsWith(expected.Cause, finding?.Cause, StringComparison.Ordinal);
            Assert.Equal(expected.FailureClass, finding!.FailureClass);
        }
    }

    [Theory]
    [MemberData(nameof(Installers))]
    public void A_failure_in_the_log_counts_only_when_the_rules_say_so(string installer)
    {
        foreach (var failure in Rules.Of(installer).Failures)
        {
            var time = new FakeTimeProvider();
            var analyser = new InstallAnalyser(Rules.Of(installer), Nonce, time);
            analyser.AppendLog(Encoding.UTF8.GetBytes($"{failure.Example}\n"));
            time.Advance(TimeSpan.FromSeconds(10));
            analyser.Append([]);
            Assert.Equal(failure.IsInLog, analyser.Finding is not null);
        }
    }

    [Theory]
    [InlineData("subiquity", "Continue with autoinstall? (yes|no)")]
    [InlineData("anaconda", "Please make a selection from the above: ")]
    [InlineData("anaconda", "Press Enter to continue")]
    [InlineData("yast", "Main Menu\n\n1) Start Installation\n> ")]
    [InlineData("debian-installer", "Prompt: '?' for help> ")]
    public void A_question_is_seen_without_a_newline_at_its_end(string installer, string question) =>
        Assert.Equal(InstallFailureKind.AskingHuman, Read(installer, Encoding.UTF8.GetBytes(question), 1).Finding?.Kind);

    [Theory]
    [MemberData(nameof(Installs))]
    public void The_text_of_one_installer_is_no_success_for_the_rules_of_another(string name, string installer)
    {
        var other = InstallRules.Installers(Rules.Folder).First(candidate => candidate != installer);
        Assert.True(Read(other, Console(name), 4096).Phases.History().Count < Read(installer, Console(name), 4096).Phases.History().Count);
    }

    private static InstallAnalyser Read(string installer, byte[] bytes, int size)
    {
        var time = new FakeTimeProvider();
        var analyser = new InstallAnalyser(Rules.Of(installer), Nonce, time);
        foreach (var piece in bytes.Chunk(size))
        {
            analyser.Append(piece);
        }

        time.Advance(TimeSpan.FromSeconds(10));
        analyser.Append([]);
        return analyser;
    }

    private static byte[] Console(string name) => Encoding.UTF8.GetBytes(Corpus($"{name}.serial.txt"));

    private static string Corpus(string file) =>
        File.ReadAllText(Repository.PathOf("tests", "MailFactory.Testing.Tests", "Installs", "Corpus", file));
}
