using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Runs;

public sealed class InputKeyTests
{
    [Fact]
    public void The_order_of_inputs_does_not_matter_but_every_value_does()
    {
        var key = Key(("medium", "a"), ("qemu", "7"));
        Assert.Equal(key.Value, Key(("qemu", "7"), ("medium", "a")).Value);
        Assert.NotEqual(key.Value, Key(("medium", "b"), ("qemu", "7")).Value);
        Assert.Matches("^[0-9a-f]{16}$", key.Value);
    }

    [Fact]
    public void Differences_name_changed_missing_and_additional_inputs() =>
        Assert.Equal(
            ["medium", "qemu", "tool"],
            Key(("medium", "a"), ("qemu", "7"), ("same", "x"))
                .DifferencesTo(
                    new Dictionary<string, string>
                    {
                        ["medium"] = "b",
                        ["tool"] = "1",
                        ["same"] = "x",
                    }
                )
        );

    private static InputKey Key(params (string Name, string Value)[] inputs) =>
        new(inputs.ToDictionary(input => input.Name, input => input.Value));
}
