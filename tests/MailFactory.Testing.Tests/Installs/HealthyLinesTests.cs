using System.Text;
using MailFactory.Testing.AnswerFiles.Linting;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Installs.Diagnosis;
using Microsoft.Extensions.Time.Testing;

namespace MailFactory.Testing.Tests.Installs;

/// <summary>What a healthy install prints ends none: neither as a failure nor, too early, as a success.</summary>
public sealed class HealthyLinesTests
{
    private const string Nonce = "MAILFACTORY-INSTALL-OK 00000000000000000000000000000000";

    private static readonly string _preseeds = Repository.PathOf("preseeds");
    private static readonly DistroCatalog _catalog = DistroCatalog.Load(Path.Combine(_preseeds, "catalog.json"));

    public static TheoryData<string, string, string> Lines =>
        [
            .. from installer in InstallRules.Installers(Rules.Folder)
            from line in File.ReadLines(
                Repository.PathOf("tests", "MailFactory.Testing.Tests", "Installs", "Corpus", $"healthy-{installer}.txt")
            )
            where line[0] != '#'
            select (installer, line[..1], line[2..]),
        ];

    public static TheoryData<string> Distros => [.. _catalog.Ids];

    private static InstallAnalyser Read(string installer, string console, string log)
    {
        var time = new FakeTimeProvider();
        var analyser = new InstallAnalyser(Rules.Of(installer), Nonce, time);
        analyser.Append(Encoding.UTF8.GetBytes($"{console}\n"));
        analyser.AppendLog(Encoding.UTF8.GetBytes($"{log}\n"));
        time.Advance(TimeSpan.FromSeconds(10));
        analyser.Append([]);
        return analyser;
    }

    private static string Printed(string script) => script.Replace("''", string.Empty, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_line_of_a_healthy_install_is_no_failure(string installer, string stream, string line)
    {
        var analyser = Read(installer, stream == ">" ? line : string.Empty, stream == "|" ? line : string.Empty);
        Assert.Null(analyser.Finding?.Cause);
        Assert.False(analyser.IsNonceSeen);
    }

    [Theory]
    [MemberData(nameof(Distros))]
    public void An_installer_that_logs_its_answer_file_has_neither_failed_nor_finished(string id)
    {
        var distro = _catalog.Select([id])[0];
        foreach (var subject in new AnswerFileLint(_preseeds, _catalog).Subjects(distro))
        {
            var text = string.Join('\n', subject.Files.Values.Append(subject.KernelArguments));
            var told = string.Join('\n', text.Split('\n').Select(line => $"start: subiquity/Late/run/command_0: {line}"));
            var analyser = Read(_catalog.FamilyOf(distro).Installer, $"{text}\n{told}", $"{text}\n{told}");
            Assert.Null(analyser.Finding?.Cause);
            Assert.False(analyser.IsNonceSeen);
        }
    }

    [Theory]
    [MemberData(nameof(Distros))]
    public void What_the_scripts_print_is_seen(string id)
    {
        var distro = _catalog.Select([id])[0];
        var subject = new AnswerFileLint(_preseeds, _catalog).Subjects(distro).First();
        var lines = subject.Files.Values.SelectMany(text => text.Split('\n')).Select(Printed).ToList();
        Assert.True(
            Read(
                _catalog.FamilyOf(distro).Installer,
                lines.Single(line => line.Contains(Nonce, StringComparison.Ordinal)),
                string.Empty
            ).IsNonceSeen
        );
        foreach (var line in lines.Where(line => line.Contains(subject.Inputs.FailureWord, StringComparison.Ordinal)))
        {
            Assert.Equal(
                "the installer reports an error",
                Read(_catalog.FamilyOf(distro).Installer, line, string.Empty).Finding?.Cause.Split(':')[0]
            );
        }
    }

    [Theory]
    [InlineData("finish: subiquity/Install/install: FAIL: Command ['systemd-run', '--wait'] returned non-zero exit status 1.")]
    [InlineData("finish: subiquity/Early/run: FAIL: Command '['sh', '-c', 'false']' returned non-zero exit status 1.")]
    [InlineData("finish: subiquity/Late/run: FAIL: Command '['systemd-cat', 'sh', '-c', 'false']' returned non-zero exit status 1.")]
    [InlineData("finish: subiquity/Late/run: FAIL: ")]
    [InlineData("finish: subiquity/Install/install: FAIL: cannot mount /target")]
    public void The_failure_of_a_whole_step_of_Ubuntus_installer_ends_the_install(string told) =>
        Assert.Equal(InstallFailureKind.InstallerError, Read("subiquity", string.Empty, told).Finding?.Kind);
}
