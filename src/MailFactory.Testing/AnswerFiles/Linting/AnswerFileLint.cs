using MailFactory.Testing.Distros;

namespace MailFactory.Testing.AnswerFiles.Linting;

/// <summary>Looks at the answer files of every distro of a catalogue as they would be rendered for it.</summary>
/// <param name="preseeds">The folder with the templates and, in linting/, the rules.</param>
/// <param name="catalog">The catalogue.</param>
internal sealed class AnswerFileLint(string preseeds, DistroCatalog catalog)
{
    private readonly AnswerFileLinter _linter = new(Path.Combine(preseeds, "linting"));

    /// <summary>
    /// Lints with our own rules and with all external validators that are installed. Throws <see cref="AnswerFileException"/> when a
    /// template cannot be rendered at all.
    /// </summary>
    public async Task<LintReport> RunAsync(CancellationToken cancellationToken)
    {
        var findings = catalog
            .Families.SelectMany(Templates)
            .SelectMany(template => SecretCheck.Check(template.Name, template.Source))
            .ToList();
        var validators = new HashSet<ExternalValidator>();
        foreach (var subject in catalog.Distros.SelectMany(Subjects))
        {
            findings.AddRange(_linter.Lint(subject));
            var texts = Texts(subject).ToList();
            validators.UnionWith(texts.Select(text => text.Validator));
            foreach (var (validator, file, line, text) in texts.Where(text => text.Validator.IsInstalled))
            {
                findings.AddRange(
                    await validator.CheckAsync($"{subject.Distro}/{file}", line, text, cancellationToken).ConfigureAwait(false)
                );
            }
        }

        return new LintReport
        {
            Distros = [.. catalog.Ids],
            Findings = [.. findings.Distinct()],
            UsedTools = Names(validators.Where(validator => validator.IsInstalled)),
            MissingTools = Names(validators.Where(validator => !validator.IsInstalled)),
        };
    }

    /// <summary>The rendered files of a distro, once for each way in which it can be installed.</summary>
    internal IEnumerable<LintSubject> Subjects(Distro distro)
    {
        var family = catalog.FamilyOf(distro);
        return SampleInputs
            .Of(family, distro)
            .Select(inputs => new LintSubject
            {
                Distro = distro.Id,
                Format = family.AnswerFile,
                Release = $"{family.Id}-{distro.Release}",
                Inputs = inputs,
                KernelArguments = family.KernelArguments,
                Files = new AnswerFileRenderer(preseeds).Render(family.Id, inputs),
            });
    }

    private static IEnumerable<(ExternalValidator Validator, string File, int Line, string Text)> Texts(LintSubject subject)
    {
        var document = AnswerFileLinter.Read(subject);
        foreach (var script in document.Scripts)
        {
            yield return (ExternalValidator.ShellGrammar, script.File, script.Line, script.Text);
            yield return (ExternalValidator.ShellCheck, script.File, script.Line, script.Text);
        }

        foreach (var validator in Validators(subject))
        {
            yield return (validator, document.File, 1, subject.Files[document.File]);
        }
    }

    private static IEnumerable<ExternalValidator> Validators(LintSubject subject) =>
        subject.Format switch
        {
            AnswerFileFormat.Preseed => [ExternalValidator.Debconf],
            AnswerFileFormat.AutoYast => [ExternalValidator.Xml, ExternalValidator.AutoYast],
            AnswerFileFormat.Autoinstall => [ExternalValidator.CloudInit],
            AnswerFileFormat.Kickstart =>
            [
                ExternalValidator.Kickstart(
                    subject.Release.Replace("fedora-", "F", StringComparison.Ordinal).Replace("el-", "RHEL", StringComparison.Ordinal)
                ),
            ],
            _ => [],
        };

    private static IReadOnlyList<string> Names(IEnumerable<ExternalValidator> validators) =>
        [.. validators.Select(validator => validator.Name).Distinct().Order(StringComparer.Ordinal)];

    private IEnumerable<(string Name, string Source)> Templates(Family family) =>
        Directory
            .EnumerateFiles(Path.Combine(preseeds, family.Id))
            .Order(StringComparer.Ordinal)
            .Select(path => ($"preseeds/{family.Id}/{Path.GetFileName(path)}", File.ReadAllText(path)));
}
