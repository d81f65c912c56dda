namespace Nuke.Common.Execution;

/// <summary>The genuine engine's order: of targets that are independent of each other, the one declared last runs first.</summary>
internal static class LastDeclaredFirst
{
    public static IReadOnlyList<ExecutableTarget> Order(IReadOnlyList<ExecutableTarget> targets)
    {
        var left = targets.ToList();
        var reversed = new List<ExecutableTarget>();
        while (left.Count > 0)
        {
            var last = left.First(target => !left.Any(other => other.AllDependencies.Contains(target)));
            left.Remove(last);
            reversed.Add(last);
        }

        reversed.Reverse();
        return reversed;
    }
}
