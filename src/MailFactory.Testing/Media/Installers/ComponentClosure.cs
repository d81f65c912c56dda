using MailFactory.Testing.Media.Debian;

namespace MailFactory.Testing.Media.Installers;

/// <summary>Which installer components follow from those that are wanted.</summary>
internal sealed record ComponentClosure
{
    private static readonly string[] _priorities = ["required", "important", "standard", "optional", "extra"];

    /// <summary>The components to fetch, by name.</summary>
    public required IReadOnlyList<ArchivePackage> Needed { get; init; }

    /// <summary>Names that no component in the index answers to, with who asks for them.</summary>
    public required IReadOnlyList<string> Unknown { get; init; }

    /// <summary>
    /// Follows Depends from the wanted components to those that the initrd does not hold. A virtual name is answered by a
    /// component that is wanted anyway, else by the one of highest priority. Modules of other kernels do not count.
    /// </summary>
    public static ComponentClosure Compute(IEnumerable<string> wanted, PackageIndex index, InitrdContents initrd)
    {
        var candidates = index
            .Packages.Where(package => package.KernelVersion is null || package.KernelVersion == initrd.KernelVersion)
            .OrderBy(package => Math.Max(Array.IndexOf(_priorities, package.Priority), 0))
            .ThenBy(package => package.Name, StringComparer.Ordinal)
            .ToList();
        var walk = new Walk(candidates, [.. initrd.Components.Packages.SelectMany(Answers)]);
        foreach (var name in wanted)
        {
            walk.Ask([name], "the install");
        }

        walk.Run();
        return new ComponentClosure
        {
            Needed = [.. walk.Needed.OrderBy(package => package.Name, StringComparer.Ordinal)],
            Unknown = walk.Unknown,
        };
    }

    private static IEnumerable<string> Answers(ArchivePackage package) => [package.Name, .. package.Provides];

    private sealed class Walk(List<ArchivePackage> candidates, HashSet<string> held)
    {
        private readonly ILookup<string, ArchivePackage> _named = candidates.ToLookup(package => package.Name);
        private readonly ILookup<string, ArchivePackage> _providers = candidates
            .SelectMany(package => package.Provides.Select(name => (name, package)))
            .ToLookup(pair => pair.name, pair => pair.package);

        private readonly Queue<ArchivePackage> _open = new();
        private readonly List<(IReadOnlyList<string> Names, string By)> _virtual = [];

        public List<ArchivePackage> Needed { get; } = [];

        public List<string> Unknown { get; } = [];

        public void Ask(IReadOnlyList<string> names, string by)
        {
            if (names.Any(held.Contains))
            {
                return;
            }

            if (names.SelectMany(name => _named[name]).FirstOrDefault() is { } package)
            {
                Take(package);
            }
            else
            {
                _virtual.Add((names, by));
            }
        }

        // Virtual names last: by then a component that is wanted anyway may answer to them.
        public void Run()
        {
            do
            {
                while (_open.TryDequeue(out var package))
                {
                    foreach (var names in package.Depends)
                    {
                        Ask(names, package.Name);
                    }
                }
            } while (AnswerOneVirtual());
        }

        private bool AnswerOneVirtual()
        {
            if (_virtual.Count == 0)
            {
                return false;
            }

            var (names, by) = _virtual[0];
            _virtual.RemoveAt(0);
            if (names.Any(held.Contains))
            {
                return true;
            }

            if (names.SelectMany(name => _providers[name]).FirstOrDefault() is { } provider)
            {
                Take(provider);
            }
            else
            {
                Unknown.Add($"{string.Join(" | ", names)} (needed by {by})");
            }

            return true;
        }

        private void Take(ArchivePackage package)
        {
            Needed.Add(package);
            held.UnionWith(Answers(package));
            _open.Enqueue(package);
        }
    }
}
