using MailFactory.Testing.Installs.Diagnosis;

namespace MailFactory.Testing.Tests.Installs.Diagnosis;

public sealed class RequiredTextTests
{
    [Theory]
    [InlineData(@"Installation step failed", "Installation step failed")]
    [InlineData(@"GRUB failed|grub-install.* failed", "GRUB failed", "grub-install")]
    [InlineData(@"(^|[^d] )Kernel panic", "Kernel panic")]
    [InlineData(@"[]x)|]Kernel[^])] panic", "Kernel")]
    [InlineData(@"\[Errno 28\] No space", "[Errno 28] No space")]
    [InlineData(@"^Installing \S+ \(\d+/\d+\)", "Installing ")]
    [InlineData(@"(?<done>\d+(a|\)b)) of these", " of these")]
    [InlineData(@"Starting+ up", "Starting")]
    public void A_line_that_matches_holds_one_of_the_texts(string pattern, params string[] texts) =>
        Assert.Equal(texts, RequiredText.Of(pattern));

    // What a quantifier takes away may not be asked for.
    [Theory]
    [InlineData(@"abcdx?ef", "abcd")]
    [InlineData(@"abcdx*ef", "abcd")]
    [InlineData(@"abcdx{0,34567}ef", "abcd")]
    public void What_may_be_absent_is_not_asked_for(string pattern, string text) => Assert.Equal([text], RequiredText.Of(pattern)!);

    [Theory]
    [InlineData(@"abc|\d+", "one of two asks for nothing")]
    [InlineData(@"ab|abc", "too short")]
    [InlineData(@"", "any line matches")]
    [InlineData(@"(?i)kernel panic", "other letters match too")]
    [InlineData(@"x(?i)kernel panic", "from there on")]
    [InlineData(@"((?i)kernel) panic", "within")]
    [InlineData(@"\x41bcdef", "the digits are no text")]
    [InlineData(@"\cAbcdef", "the letter is no text")]
    [InlineData(@"\p{Lu}abc", "the class's name is no text")]
    [InlineData(@"[a-z-[aeiou]]bcdef", "a class within a class")]
    public void What_asks_for_no_text_or_is_not_understood_has_none(string pattern, string why) =>
        Assert.True(RequiredText.Of(pattern) is null, why);

    [Fact]
    public void Every_rule_of_every_installer_asks_for_text_and_its_own_example_has_it()
    {
        foreach (var installer in InstallRules.Installers(Rules.Folder))
        {
            var rules = Rules.Of(installer);
            Assert.All(
                rules.Failures,
                failure =>
                    Assert.Contains(RequiredText.Of(failure.Pattern)!, text => failure.Example.Contains(text, StringComparison.Ordinal))
            );
            Assert.All(
                rules.Prompts.Concat(rules.Phases.Select(phase => phase.Pattern).OfType<string>()),
                pattern => Assert.NotNull(RequiredText.Of(pattern))
            );
        }
    }

    [Fact]
    public void A_set_finds_what_its_patterns_find_each_alone_with_and_without_text_to_look_for()
    {
        string[] patterns = ["grub-install.* failed", "No root file system", PatternSet.Nothing, "^Prompt: "];
        string[] lines = ["grub-install", "grub-install: it failed", "x Prompt: ", "Prompt: No root file system", string.Empty];
        var sets = new[] { new PatternSet(patterns), new PatternSet([.. patterns, @"^\d\d$"]) };
        foreach (var (line, set) in lines.SelectMany(line => sets.Select(set => (line, set))))
        {
            Assert.Equal(Array.FindIndex(patterns, pattern => LinearRegex.Of(pattern).IsMatch(line)), set.FirstIn(line));
            Assert.Equal(Array.FindLastIndex(patterns, pattern => LinearRegex.Of(pattern).IsMatch(line)), set.LastIn(line));
        }

        Assert.Equal(4, sets[1].FirstIn("12"));
        Assert.Equal((3, -1), (sets[0].LastIn("Prompt: No root file system", from: 2), sets[0].LastIn("No root file system", from: 2)));
    }
}
