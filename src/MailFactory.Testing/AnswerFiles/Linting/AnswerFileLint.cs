using MailFactory.Testing.Distros;

namespace MailFactory.Testing.AnswerFiles.Linting;

/// <summary>Looks at the answer files of every distro of a catalogue as they would be rendered for it.</summary>
/// <param name="preseeds">The folder with the templates and, in linting/, the rules.</param>
/// <param name="catalog">The catalogue.</param>
public sealed class AnswerFileLint(string preseeds, DistroCatalog catalog)
{
    private readonly AnswerFileLinter _linter = new(Path.Combine(preseeds, "linting"));

    /// <summary>
    /// Lints with our own rules and with all external validators that are installed. Throws <see cref="AnswerFileException"/> when a
    /// template cannot be rendered at all.
    /// </summary>
    public async Task<LintReport> RunAsync(CancellationToken cancellationToken)
    {
        var findings = catalog.Families.SelectMany(Templates).SelectMany(template => SecretCheck.Check(template.Name, template.Source)).ToList();
        ExternalValidator[] validators = [ExternalValidator.Debconf, ExternalValidator.ShellGrammar, ExternalValidator.ShellCheck, ExternalValidator.Xml];
        foreach (var subject in catalog.Distros.SelectMany(Subjects))
        {
            findings.AddRange(_linter.Lint(subject));
            foreach (var (validator, file, line, text) in Texts(subject).Where(text => text.Validator.IsInstalled))
            {
                findings.AddRange(await validator.CheckAsync($"{subject.Distro}/{file}", line, text, cancellationToken).ConfigureAwait(false));
            }
        }

        return new LintReport
        {
            Distros = [.. catalog.Ids],
            Findings = [.. findings.Distinct()],
            MissingTools = [.. validators.Where(validator => !validator.IsInstalled).Select(validator => validator.Tool)],
        };
    }

    /// <summary>The rendered files of a distro, once for each way in which it can be installed.</summary>
    internal IEnumerable<LintSubject> Subjects(Distro distro)
    {
        var family = catalog.FamilyOf(distro);
        return SampleInputs.Of(family, distro).Select(inputs => new LintSubject
        {
            Distro = distro.Id,
            Format = family.AnswerFile,
            Release = $"{family.Id}-{distro.Release}",
            Inputs = inputs,
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

        if (subject.Format is AnswerFileFormat.Preseed or AnswerFileFormat.AutoYast)
        {
            var validator = subject.Format == AnswerFileFormat.Preseed ? ExternalValidator.Debconf : ExternalValidator.Xml;
            yield return (validator, document.File, 1, subject.Files[document.File]);
        }
    }

    private IEnumerable<(string Name, string Source)> Templates(Family family) =>
        Directory.EnumerateFiles(Path.Combine(preseeds, family.Id)).Order(StringComparer.Ordinal)
            .Select(path => ($"preseeds/{family.Id}/{Path.GetFileName(path)}", File.ReadAllText(path)));
}
