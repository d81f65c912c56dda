using MailFactory.Testing.AnswerFiles;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Installs.Diagnosis;
using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.Known;

namespace MailFactory.Testing.Options;

/// <summary>
/// Reads what the repository holds for each stage before the first one starts, so that a typing error does not cost an install.
/// </summary>
public static class StageInputsCheck
{
    /// <summary>
    /// Throws <see cref="RunOptionsException"/> with every mistake at once in the mail configurations, answer-file templates and console
    /// rules that these stages will need for the distros asked for.
    /// </summary>
    public static async Task CheckAsync(RunOptions options, IReadOnlyList<Stage> stages, CancellationToken cancellationToken)
    {
        var mistakes = new List<string>();
        var catalog = RunOptionsCheck.Catalog(options);
        if (stages.Count > 0)
        {
            var known = await KnownIssuesFolder.ReadAsync(options, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            mistakes.AddRange(KnownIssuesCheck.Mistakes(known, catalog));
            foreach (var distro in RunOptionsCheck.Select(options))
            {
                mistakes.AddRange(await DistroMistakesAsync(options, stages, catalog, distro, cancellationToken).ConfigureAwait(false));
            }
        }

        if (stages.Contains(Stage.MailTest))
        {
            mistakes.AddRange(await MailTestMistakesAsync(options, cancellationToken).ConfigureAwait(false));
        }

        if (mistakes.Count > 0)
        {
            throw new RunOptionsException(string.Join("; ", mistakes.Distinct()));
        }

        if (stages.Contains(Stage.MailTest) && options.UsesMailFactory)
        {
            await FactoryCheck.HostAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<IEnumerable<string>> DistroMistakesAsync(
        RunOptions options,
        IReadOnlyList<Stage> stages,
        DistroCatalog catalog,
        Distro distro,
        CancellationToken cancellationToken
    )
    {
        var configuration = Path.Combine(options.Repository, "Examples", distro.ExampleFile);
        var rules = Path.Combine(options.Repository, "preseeds", "installers");
        string?[] mistakes =
        [
            stages.Contains(Stage.MailTest)
                ? await MistakeAsync(() => FactoryConfigurationReader.ReadAsync(configuration, new GeneratedPasswords(), cancellationToken))
                    .ConfigureAwait(false)
                : null,
            stages.Contains(Stage.Install)
                ? await MistakeAsync(() => Task.FromResult(InstallRules.Load(rules, catalog.FamilyOf(distro).Installer)))
                    .ConfigureAwait(false)
                : null,
        ];
        return mistakes.OfType<string>();
    }

    private static async Task<IEnumerable<string>> MailTestMistakesAsync(RunOptions options, CancellationToken cancellationToken)
    {
        var mistakes = options.UsesMailFactory ? FactoryCheck.Mistakes(options.MailFactory) : [];
        if (options.Image is not { } image)
        {
            return mistakes;
        }

        var (file, fault) = await ImageFile.ProbeAsync(image.File, cancellationToken).ConfigureAwait(false);
        fault ??= await file!.LockAsync(cancellationToken).ConfigureAwait(false);
        return fault is null ? mistakes : mistakes.Append($"--image: {fault}");
    }

    private static async Task<string?> MistakeAsync(Func<Task> read)
    {
        try
        {
            await read().ConfigureAwait(false);
            return null;
        }
        catch (Exception error) when (error is FactoryConfigurationException or InstallRulesException or AnswerFileException or IOException)
        {
            return error.Message;
        }
    }
}
