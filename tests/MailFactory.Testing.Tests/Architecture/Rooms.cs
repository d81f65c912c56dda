namespace MailFactory.Testing.Tests.Architecture;

/// <summary>The order of the library's rooms: a folder is a subject, and a floor uses only the floors below it.</summary>
internal static class Rooms
{
    public const string Library = "MailFactory.Testing";

    private static readonly string[][] _floors =
    [
        // how amounts are written, and how a wrong name is told
        ["Amounts", "Mistakes"],
        // foundations
        ["Waiting", "Files", "Foreign"],
        // A lease of a process is a file, and ending a process is waiting for it.
        ["Processes"],
        // words of the field
        ["Distros"],
        // words of a run, which is of distros
        ["Runs"],
        // tools
        ["Downloads", "Caching", "AnswerFiles", "Guests", "MailProtocols", "Qemu", "Scheduling"],
        // activities
        ["Media", "Hosts", "Archives", "Installs", "Provisioning", "Conformance", "Releases"],
        // a machine of ours, and views of a run
        ["Machines", "Reports", "Dashboard"],
        // what was asked, checked before anything starts
        ["Options"],
        // session, run and stages
        ["Matrix"],
        // what the targets call
        ["Commands"],
    ];

    /// <summary>The uses that do not go down.</summary>
    public static IEnumerable<string> NotDown(IEnumerable<TypeUse> uses) =>
        from use in uses
        let user = FirstFolder(use.FromRoom)
        let used = FirstFolder(use.ToRoom)
        where user != used && !(Floor(used) < Floor(user))
        let why = Floor(used) is null || Floor(user) is null ? "on no floor" : $"not below {user}"
        select $"{use.From} uses {use.To}: {used} is {why}";

    /// <summary>The uses that are part of a cycle between rooms, or lead from one to another. None is what we want.</summary>
    /// <param name="uses">The uses between types.</param>
    /// <param name="depth">How many folders make a room: 1 for the first folders, a great number for every namespace of its own.</param>
    public static IReadOnlyList<string> Cycles(IEnumerable<TypeUse> uses, int depth)
    {
        var left = uses.Select(use => (From: Cut(use.FromRoom, depth), To: Cut(use.ToRoom, depth), Use: use))
            .Where(edge => edge.From != edge.To)
            .ToList();
        for (var before = -1; before != left.Count; )
        {
            before = left.Count;
            var (users, used) = (left.Select(edge => edge.From).ToHashSet(), left.Select(edge => edge.To).ToHashSet());
            left.RemoveAll(edge => !users.Contains(edge.To) || !used.Contains(edge.From));
        }

        return [.. left.Select(edge => $"{edge.From} -> {edge.To}: {edge.Use.From} uses {edge.Use.To}").Order(StringComparer.Ordinal)];
    }

    /// <summary>Rooms of the library that the floors do not name.</summary>
    public static IEnumerable<string> OnNoFloor(IEnumerable<string> folders) =>
        folders.Where(folder => !_floors.Any(floor => floor.Contains(folder))).Distinct().Select(folder => $"'{folder}' is on no floor");

    private static int? Floor(string folder) =>
        Array.FindIndex(_floors, floor => floor.Contains(folder)) is var index && index >= 0 ? index : null;

    private static string FirstFolder(string room) =>
        room.Length > Library.Length ? room[(Library.Length + 1)..].Split('.')[0] : string.Empty;

    private static string Cut(string room, int depth) => string.Join('.', room.Split('.').Take(Library.Split('.').Length + depth));
}
