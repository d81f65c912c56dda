using MailFactory.Testing.AnswerFiles;
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
        }

        foreach (var distro in stages.Count == 0 ? [] : RunOptionsCheck.Select(options))
        {
            if (stages.Contains(Stage.MailTest))
            {
                await TellAsync(() =>
                        FactoryConfigurationReader.ReadAsync(
                            Path.Combine(options.Repository, "Examples", distro.ExampleFile),
                            new GeneratedPasswords(),
                            cancellationToken
                        )
                    )
                    .ConfigureAwait(false);
            }

            if (stages.Contains(Stage.Install))
            {
                await TellAsync(() =>
                        Task.FromResult(
                            InstallRules.Load(
                                Path.Combine(options.Repository, "preseeds", "installers"),
                                catalog.FamilyOf(distro).Installer
                            )
                        )
                    )
                    .ConfigureAwait(false);
            }
        }

        if (stages.Contains(Stage.MailTest) && options.UsesMailFactory)
        {
            mistakes.AddRange(FactoryCheck.Mistakes(options.MailFactory));
        }

        if (stages.Contains(Stage.MailTest) && options.Image is { } image)
        {
            var (file, fault) = await ImageFile.ProbeAsync(image.File, cancellationToken).ConfigureAwait(false);
            fault ??= await file!.LockAsync(cancellationToken).ConfigureAwait(false);
            mistakes.AddRange(fault is null ? [] : [$"--image: {fault}"]);
        }

        if (mistakes.Count > 0)
        {
            throw new RunOptionsException(string.Join("; ", mistakes.Distinct()));
        }

        if (stages.Contains(Stage.MailTest) && options.UsesMailFactory)
        {
            await FactoryCheck.HostAsync(cancellationToken).ConfigureAwait(false);
        }

        async Task TellAsync<T>(Func<Task<T>> read)
        {
            try
            {
                await read().ConfigureAwait(false);
            }
            catch (Exception error)
                when (error is FactoryConfigurationException or InstallRulesException or AnswerFileException or IOException)
            {
                mistakes.Add(error.Message);
            }
        }
    }
}
