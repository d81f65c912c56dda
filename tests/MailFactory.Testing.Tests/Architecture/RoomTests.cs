using MailFactory.Testing.Distros;

namespace MailFactory.Testing.Tests.Architecture;

public sealed class RoomTests
{
    private const int AnyDepth = 9;

    private static readonly Lazy<IReadOnlyList<TypeUse>> _library = new(() => TypeUses.Of(typeof(DistroCatalog).Assembly, Rooms.Library));
    private static readonly Lazy<IReadOnlyList<TypeUse>> _samples = new(() =>
        TypeUses.Of(typeof(RoomTests).Assembly, $"{typeof(RoomTests).Namespace}.Samples")
    );

    [Fact]
    public void A_floor_uses_only_the_floors_below_it()
    {
        Assert.True(_library.Value.Count > 1000, $"only {_library.Value.Count} uses between rooms are seen");
        AssertNone(Rooms.NotDown(_library.Value));
    }

    [Fact]
    public void Every_first_folder_is_on_a_floor() =>
        AssertNone(Rooms.OnNoFloor(SourceFile.Below("src/MailFactory.Testing").Select(file => file.Path.Split('/')[2])));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(AnyDepth)]
    public void Rooms_make_no_cycle_at_any_depth(int depth) => AssertNone(Rooms.Cycles(_library.Value, depth));

    [Theory]
    [InlineData("MailFactory.Web")]
    [InlineData("MailFactory.Workflows")]
    public void The_other_products_make_no_cycle_either(string assembly) =>
        AssertNone(Rooms.Cycles(TypeUses.Of(System.Reflection.Assembly.Load(assembly), assembly), AnyDepth));

    [Fact]
    public void Namespaces_equal_folders() =>
        AssertNone(
            SourceFile
                .Below(
                    "src/MailFactory.Testing",
                    "src/MailFactory.Web",
                    "src/MailFactory.Workflows",
                    "tests/MailFactory.TestKit",
                    "tests/MailFactory.Testing.IntegrationTests",
                    "tests/MailFactory.Testing.Tests"
                )
                .SelectMany(ArchitectureRules.Namespace)
        );

    [Theory]
    [InlineData("Qemu.Machine", "Media.Store")]
    [InlineData("Qemu.Machine", "Qemu2.Nowhere")]
    [InlineData("Distros", "Runs")]
    [InlineData("Elsewhere", "Files")]
    public void A_use_of_the_same_or_a_higher_floor_is_found(string from, string to) => Assert.Single(Rooms.NotDown([Use(from, to)]));

    [Fact]
    public void A_use_of_a_lower_floor_or_of_the_own_folder_is_fine() =>
        Assert.Empty(Rooms.NotDown([Use("Qemu.Qmp", "Files"), Use("Qemu.Qmp", "Qemu"), Use("Qemu", "Qemu.Qmp")]));

    [Fact]
    public void A_folder_on_no_floor_is_found() => Assert.Single(Rooms.OnNoFloor(["Files", "Elsewhere"]));

    [Fact]
    public void A_cycle_of_three_rooms_is_found_without_those_who_only_watch_it()
    {
        var cycles = Rooms.Cycles(
            [Use("A.X", "B"), Use("B", "C.Y"), Use("C.Y", "A.X"), Use("Above", "A.X"), Use("C.Y", "Below")],
            AnyDepth
        );
        Assert.Equal(3, cycles.Count);
        Assert.DoesNotContain(
            cycles,
            cycle => cycle.Contains("Above", StringComparison.Ordinal) || cycle.Contains("Below", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_cycle_of_a_folder_with_its_own_subfolder_is_found()
    {
        TypeUse[] uses = [Use("Qemu", "Qemu.Qmp"), Use("Qemu.Qmp", "Qemu")];
        Assert.Equal(2, Rooms.Cycles(uses, AnyDepth).Count);
        Assert.Empty(Rooms.Cycles(uses, 1));
    }

    [Fact]
    public void A_cycle_of_first_folders_is_found_though_their_subfolders_make_none()
    {
        TypeUse[] uses = [Use("A.X", "B.X"), Use("B.Y", "A.Y")];
        Assert.Empty(Rooms.Cycles(uses, AnyDepth));
        Assert.Equal(2, Rooms.Cycles(uses, 1).Count);
    }

    [Theory]
    [InlineData("InAMethod", "Called")]
    [InlineData("InALambda", "Called")]
    [InlineData("InAStateMachine", "Called")]
    [InlineData("InAnIterator", "Called")]
    [InlineData("InAFieldsStart", "Called")]
    [InlineData("InASignature", "Argument")]
    [InlineData("InABaseType", "Argument")]
    [InlineData("InAnAttribute", "Mark")]
    public void A_use_is_seen_wherever_it_hides(string user, string used) =>
        Assert.Contains(
            _samples.Value,
            use =>
                use.From.EndsWith($".First.{user}", StringComparison.Ordinal)
                && use.To.EndsWith($".Second.{used}", StringComparison.Ordinal)
        );

    [Fact]
    public void Types_that_know_nothing_of_each_other_make_no_use() =>
        Assert.DoesNotContain(
            _samples.Value,
            use => use.From.Contains(".Third.", StringComparison.Ordinal) || use.To.Contains(".Third.", StringComparison.Ordinal)
        );

    private static TypeUse Use(string from, string to) =>
        new($"{Rooms.Library}.{from}", $"{from}.User", $"{Rooms.Library}.{to}", $"{to}.Used");

    private static void AssertNone(IEnumerable<string> violations)
    {
        var found = violations.ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
