using MailFactory.Testing.Scheduling;

namespace MailFactory.Testing.Tests.Scheduling;

public sealed class WorkGraphTests
{
    [Fact]
    public void Items_go_by_the_longest_path_to_the_end_and_equals_in_the_order_given()
    {
        var graph = new WorkGraph([
            Work.Item("short", 5),
            Work.Item("first", 1),
            Work.Item("twin", 5),
            Work.Item("long", 9, after: "first"),
        ]);
        Assert.Equal(["first", "long", "short", "twin"], graph.Items.Select(item => item.Id.Distro));
        Assert.Equal(Work.Seconds(10), graph.LongestPath);
    }

    [Fact]
    public void Items_that_wait_for_each_other_are_refused() =>
        Assert.Contains(
            "waits for itself",
            Refused(Work.Item("a", 1, after: "b"), Work.Item("b", 1, after: "a")),
            StringComparison.Ordinal
        );

    [Fact]
    public void An_unknown_dependency_is_refused_by_name() =>
        Assert.Contains(
            "a Install depends on b Install, which is not there",
            Refused(Work.Item("a", 1, after: "b")),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_name_can_be_used_once() =>
        Assert.Contains("a Install", Refused(Work.Item("a", 1), Work.Item("a", 2)), StringComparison.Ordinal);

    private static string Refused(params WorkItem[] items) => Assert.Throws<ArgumentException>(() => new WorkGraph(items)).Message;
}
