using MailFactory.Testing.AnswerFiles.Linting;
using MailFactory.Testing.Distros;

namespace MailFactory.Testing.Tests.AnswerFiles.Linting;

/// <summary>The negative controls: every rule catches a mistake.</summary>
public sealed class AnswerFileLinterTests
{
    private static readonly string _preseeds = Repository.PathOf("preseeds");
    private static readonly DistroCatalog _catalog = DistroCatalog.Load(Path.Combine(_preseeds, "catalog.json"));
    private static readonly AnswerFileLinter _linter = new(Path.Combine(_preseeds, "linting"));

    public static TheoryData<string, string, string, string> AllMistakes =>
        [.. Mistakes.All.Select(mistake => (mistake.Distro, mistake.Rule, mistake.Find, mistake.Replacement))];

    public static TheoryData<string> Distros => [.. _catalog.Ids];

    private static LintSubject Subject(string id) => new AnswerFileLint(_preseeds, _catalog).Subjects(_catalog.Select([id])[0]).Last();

    private static LintSubject With(LintSubject subject, Func<string, string> change) =>
        subject with
        {
            Files = subject.Files.ToDictionary(file => file.Key, file => change(file.Value)),
        };

    private static LintSubject Broken(Mistake mistake)
    {
        var subject = Subject(mistake.Distro);
        Assert.True(
            subject.Files.Values.Any(text => text.Contains(mistake.Find, StringComparison.Ordinal)),
            $"{mistake} has nothing to break"
        );
        return With(subject, text => text.Replace(mistake.Find, mistake.Replacement, StringComparison.Ordinal));
    }

    private static IEnumerable<Directive> Statements(LintSubject subject)
    {
        var document = AnswerFileLinter.Read(subject);
        return document.Directives.Concat(document.Scripts.SelectMany(script => script.ToDirectives()));
    }

    [Theory]
    [MemberData(nameof(AllMistakes))]
    public void A_mistake_is_found_by_its_rule(string distro, string rule, string find, string replacement)
    {
        var findings = _linter.Lint(Broken(new Mistake(distro, rule, find, replacement)));
        Assert.Contains(findings, finding => finding.Rule == rule && finding.File.StartsWith($"{distro}/", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Distros))]
    public void A_required_statement_is_missed_when_its_line_is_gone(string id)
    {
        var subject = Subject(id);
        var directives = Statements(subject).ToList();
        foreach (var rule in _linter.RulesOf(subject.Format).Required.Where(rule => rule.HoldsFor(subject.Release)))
        {
            var lines = directives
                .Where(directive => directive.Path == rule.Path)
                .Select(directive => (directive.File, directive.Line))
                .ToHashSet();
            Assert.NotEmpty(lines);
            var without = subject with
            {
                Files = subject.Files.ToDictionary(file => file.Key, file => Without(file.Key, file.Value, lines)),
            };
            Assert.Contains(_linter.Lint(without), finding => finding.Rule == rule.Rule && finding.Sentence == rule.Sentence);
        }

        static string Without(string file, string text, HashSet<(string File, int Line)> lines) =>
            string.Join('\n', text.Split('\n').Where((_, index) => !lines.Contains((file, index + 1))));
    }

    [Fact]
    public void Every_rule_that_forbids_something_has_its_mistake()
    {
        var broken = Mistakes
            .All.Select(Broken)
            .SelectMany(subject => Statements(subject).Select(statement => (subject.Format, subject.Release, Statement: statement)))
            .ToList();
        var untried = Enum.GetValues<AnswerFileFormat>()
            .SelectMany(format => _linter.RulesOf(format).Forbidden.Select(rule => (Format: (AnswerFileFormat?)format, Rule: rule)))
            .Concat(_linter.General.Forbidden.Select(rule => (Format: (AnswerFileFormat?)null, Rule: rule)))
            .Where(rule =>
                !broken.Any(one =>
                    (rule.Format ?? one.Format) == one.Format && rule.Rule.HoldsFor(one.Release) && rule.Rule.Hits(one.Statement)
                )
            );
        Assert.Equal([], untried.Select(rule => rule.Rule.ToString()));
    }

    [Fact]
    public void A_finding_names_file_and_line()
    {
        var findings = _linter.Lint(Broken(new Mistake("rhel-9", "network-card", "--device=link", "--device=eth0")));
        var line =
            Subject("rhel-9").Files["ks.cfg"].Split('\n').TakeWhile(text => !text.Contains("--device", StringComparison.Ordinal)).Count()
            + 1;
        Assert.Contains(
            findings,
            finding => finding.ToString().StartsWith($"rhel-9/ks.cfg:{line}: network-card: ", StringComparison.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Distros))]
    public void A_nonce_on_the_kernels_command_line_is_found(string id)
    {
        var subject = Subject(id);
        var finding = Assert.Single(
            _linter.Lint(subject with { KernelArguments = $"{subject.KernelArguments} mark={subject.Inputs.Nonce.Split(' ')[1]}" })
        );
        Assert.StartsWith($"{id}/kernelArguments:1: literal-marker: ", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_in_a_script_has_the_number_it_has_in_the_file()
    {
        foreach (var id in _catalog.Ids)
        {
            var subject = Subject(id);
            var scripts = AnswerFileLinter.Read(subject).Scripts;
            Assert.All(
                scripts.SelectMany(script => script.ToDirectives()),
                line => Assert.Contains(line.Value, subject.Files[line.File].Split('\n')[line.Line - 1], StringComparison.Ordinal)
            );
        }
    }

    [Theory]
    [InlineData("echo '$6$rounds=4096$abcdefgh$xyz'")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----")]
    [InlineData("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5")]
    public void A_secret_in_a_template_is_found(string line) =>
        Assert.Equal(
            [new LintFinding("x.liquid", 2, "secret", "a template holds no password, hash or key of its own")],
            SecretCheck.Check("x.liquid", $"a\n{line}\n")
        );

    [Fact]
    public void What_is_rendered_into_a_template_is_no_secret_of_the_template() =>
        Assert.Empty(SecretCheck.Check("x.liquid", "password: {{ password_hash | yaml }}\n- {{ ssh_public_key | yaml }}\n"));
}
