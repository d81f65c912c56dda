using MailFactory.Testing.Amounts;
using MailFactory.Testing.Archives;
using MailFactory.Testing.Dashboard;
using MailFactory.Testing.Options;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Commands.Cleaning;

/// <summary>Frees disk space in a work directory: shows what goes, then removes it, and never what is in use.</summary>
public static class WorkDirectoryCleaning
{
    /// <summary>
    /// Cleans; with nothing asked for, or in a dry run, only shows. No build starts while something is removed.
    /// Throws <see cref="RunOptionsException"/> for wrong options.
    /// </summary>
    public static async Task CleanAsync(
        RunOptions run,
        CleanOptions options,
        TextWriter console,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var youngest = time.GetUtcNow() - options.Age();
        var all = options.IsAnythingAskedFor ? options : options with { Media = true, Machines = true, Archives = true, Packages = true };
        var found = await new CleanInventory(run.Layout).ReadAsync(all, cancellationToken).ConfigureAwait(false);
        var old = found.Where(item => item.LastUse <= youngest).ToList();
        var plan = old.Where(item => item.UsedBy is null).ToList();
        await ShowAsync(old, plan, options, console).ConfigureAwait(false);
        if (options.IsDryRun || !options.IsAnythingAskedFor)
        {
            await console
                .WriteLineAsync(
                    options.IsAnythingAskedFor
                        ? "dry run: nothing was removed"
                        : "nothing was removed: add --isos, --vms, --archive or --packages"
                )
                .ConfigureAwait(false);
            return;
        }

        await RemoveAsync(run, plan, console, cancellationToken).ConfigureAwait(false);
    }

    private static async Task ShowAsync(List<CleanItem> old, List<CleanItem> plan, CleanOptions options, TextWriter console)
    {
        var age = options.OlderThan is { } text ? $" unused for {text}" : string.Empty;
        if (old.Count == 0)
        {
            await console.WriteLineAsync($"nothing to clean{age}").ConfigureAwait(false);
            return;
        }

        await console
            .WriteLineAsync(
                TextColumns.Lay(
                    ["what", "name", "size", "last use", ""],
                    old.Select(item =>
                        new[]
                        {
                            item.Kind,
                            item.Name,
                            Sizes.File(item.Bytes),
                            $"{item.LastUse:yyyy-MM-dd HH:mm}",
                            item.UsedBy is { } user ? $"stays: {user}" : string.Empty,
                        }
                    )
                )
            )
            .ConfigureAwait(false);
        await console
            .WriteLineAsync($"{plan.Count} of {old.Count}{age} can go: {Sizes.File(plan.Sum(item => item.Bytes))}")
            .ConfigureAwait(false);
    }

    private static async Task RemoveAsync(RunOptions run, List<CleanItem> plan, TextWriter console, CancellationToken cancellationToken)
    {
        var freed = 0L;
        using var taken = WorkDirectoryLock.TryTake(run.Layout);
        var holder = taken is null ? await WorkDirectoryLock.HolderAsync(run.Layout, cancellationToken).ConfigureAwait(false) : null;
        foreach (var item in plan)
        {
            var isTaken = holder is not null && item.Kind != "medium" && holder.Uses(item.Name);
            if (isTaken || !item.Remove())
            {
                await console.WriteLineAsync($"{item.Kind} {item.Name} is kept: it is in use now").ConfigureAwait(false);
                continue;
            }

            freed += item.Bytes;
        }

        if (plan.Exists(item => item.Kind == "archive") && Directory.Exists(run.Layout.Archive))
        {
            await new ArchiveStore(run.Layout.Archive).WriteSumsAsync(cancellationToken).ConfigureAwait(false);
        }

        await console.WriteLineAsync($"freed {Sizes.File(freed)}").ConfigureAwait(false);
    }
}
