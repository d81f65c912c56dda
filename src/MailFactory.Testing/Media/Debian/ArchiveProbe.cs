using System.Collections.Concurrent;
using System.Globalization;
using MailFactory.Testing.Downloads;
using MailFactory.Testing.Files;

namespace MailFactory.Testing.Media.Debian;

/// <summary>
/// Whether an archive really serves what an install takes from one of its suites. A mirror that is dropping a release still has its
/// indices, and apt stops at the first package that is gone. Signatures are not looked at: apt does that in the machine.
/// </summary>
internal sealed class ArchiveProbe(Downloader downloader, TimeProvider time)
{
    private const int ParallelQuestions = 16;
    private const string Index = "main/binary-amd64/Packages";

    // What every install takes; what these need follows from the index.
    private static readonly string[] _priorities = ["required", "important"];
    private static readonly string[] _chosen =
    [
        "ca-certificates",
        "grub-efi-amd64",
        "grub-pc",
        "linux-image-amd64",
        "openssh-server",
        "sudo",
    ];

    /// <summary>Why a suite cannot be used, in one clause; null when it can.</summary>
    public async Task<string?> RefuseAsync(Uri archive, string suite, CancellationToken cancellationToken)
    {
        using var scratch = ScratchFolder.Create("archive-probe");
        var release = Path.Combine(scratch.Path, "InRelease");
        var fetched = await FetchAsync(new Uri(archive, $"dists/{suite}/InRelease"), release, sha256: null, cancellationToken)
            .ConfigureAwait(false);
        if (!fetched.IsSuccess)
        {
            return $"{archive.Host} serves no {suite} ({fetched.Summary})";
        }

        var text = await File.ReadAllTextAsync(release, cancellationToken).ConfigureAwait(false);
        return ValidUntil(text) is { } end && end < time.GetUtcNow()
            ? $"{archive.Host}: {suite} expired on {end:yyyy-MM-dd}"
            : await RefuseIndexAsync(archive, suite, text, scratch.Path, cancellationToken).ConfigureAwait(false);
    }

    // The date of RFC 5322 with UTC in place of GMT.
    private static DateTimeOffset? ValidUntil(string release) =>
        release.Split('\n').FirstOrDefault(line => line.StartsWith("Valid-Until: ", StringComparison.Ordinal)) is { } line
        && DateTimeOffset.TryParse(
            line["Valid-Until: ".Length..].Replace("UTC", "GMT", StringComparison.Ordinal),
            CultureInfo.InvariantCulture,
            out var end
        )
            ? end
            : null;

    private async Task<string?> RefuseIndexAsync(
        Uri archive,
        string suite,
        string release,
        string folder,
        CancellationToken cancellationToken
    )
    {
        foreach (var name in (string[])[$"{Index}.xz", $"{Index}.gz"])
        {
            var listed = release
                .Split('\n')
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .FirstOrDefault(words => words is [{ Length: 64 }, _, var file] && file == name);
            var path = Path.Combine(folder, Path.GetFileName(name));
            if (
                listed is not null
                && (
                    await FetchAsync(new Uri(archive, $"dists/{suite}/{name}"), path, listed[0], cancellationToken).ConfigureAwait(false)
                ).IsSuccess
            )
            {
                var taken = Taken(await Task.Run(() => PackageIndex.Read(path, _ => true), cancellationToken).ConfigureAwait(false));
                return await RefusePoolAsync(archive, suite, taken, cancellationToken).ConfigureAwait(false);
            }
        }

        return $"{archive.Host}: {suite} names a package index that is not served";
    }

    private async Task<string?> RefusePoolAsync(
        Uri archive,
        string suite,
        List<ArchivePackage> packages,
        CancellationToken cancellationToken
    )
    {
        var lacking = new ConcurrentBag<string>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = ParallelQuestions, CancellationToken = cancellationToken };
        await Parallel
            .ForEachAsync(
                packages,
                parallel,
                async (package, token) =>
                {
                    if (!(await downloader.AskAsync(new Uri(archive, package.Filename), token).ConfigureAwait(false)).IsSuccess)
                    {
                        lacking.Add(package.Name);
                    }
                }
            )
            .ConfigureAwait(false);
        return lacking.IsEmpty
            ? null
            : $"{archive.Host}: {suite} lists {lacking.Count} of {packages.Count} packages of an install that are gone from its "
                + $"pool ({string.Join(", ", lacking.Order(StringComparer.Ordinal).Take(3))})";
    }

    // As far as the suite's own index leads; what it does not list comes from elsewhere.
    private static List<ArchivePackage> Taken(PackageIndex index)
    {
        var taken = new Dictionary<string, ArchivePackage>(StringComparer.Ordinal);
        var open = new Queue<string>(
            index.Packages.Where(package => _priorities.Contains(package.Priority)).Select(package => package.Name).Concat(_chosen)
        );
        while (open.TryDequeue(out var name))
        {
            if (!taken.ContainsKey(name) && index.Find(name) is { } package)
            {
                taken[name] = package;
                foreach (var needed in package.Depends)
                {
                    open.Enqueue(needed[0]);
                }
            }
        }

        return [.. taken.Values];
    }

    private Task<DownloadResult> FetchAsync(Uri source, string target, string? sha256, CancellationToken cancellationToken) =>
        downloader.FetchAsync(
            new DownloadRequest
            {
                Source = source,
                Target = target,
                Sha256 = sha256,
            },
            progress: null,
            cancellationToken
        );
}
