using MailFactory.Testing.Mistakes;

namespace MailFactory.Testing.Tests.Mistakes;

public sealed class WrongValueTests
{
    private static readonly string[] _forms = ["text", "json", "html"];

    [Fact]
    public void A_value_is_named_with_those_that_there_are() =>
        Assert.Equal("--format: 'yaml' is not valid; use text, json or html", WrongValue.Of("--format", "yaml", _forms));

    [Fact]
    public void The_nearest_name_is_a_question() =>
        Assert.Equal(
            "--format: 'jsno' is not valid; use text, json or html (did you mean json?)",
            WrongValue.Of("--format", "jsno", _forms)
        );

    [Fact]
    public void Several_values_are_one_mistake() =>
        Assert.Equal(
            "--format: 'jsno', 'yaml' and 'txt' are not valid; use text, json or html (did you mean json or text?)",
            WrongValue.Of("--format", ["jsno", "yaml", "txt"], _forms)
        );

    [Fact]
    public void A_single_value_that_there_is_needs_no_or() =>
        Assert.Equal("--parts: 'x' is not valid; use none", WrongValue.Of("--parts", "x", ["none"]));

    [Fact]
    public void Where_there_is_too_much_to_name_words_say_what_to_use() =>
        Assert.Equal(
            "--checks: 'TSL-01' is not valid; use what TESTING.md lists (did you mean TLS-01?)",
            WrongValue.Of("--checks", ["TSL-01"], ["TLS-01", "SMTP-01"], "what TESTING.md lists")
        );
}
