namespace MailFactory.Build.Tests.Completion;

/// <summary>The script that --completion bash prints, in a real bash, with words split as bash splits them.</summary>
[Collection(SampleBuilds.Name)]
public sealed class BashTests(SampleBuild build)
{
    private const string Script = """
        eval "$(./build.sh --completion bash)"
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
        function=$(complete -p build.sh)
        function=${function#*-F }
        ${function%% *} build.sh "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        printf '%s\n' "${COMPREPLY[@]}"
        """;

    [Theory(Timeout = 120_000)]
    [InlineData("./build.sh|comp", "Compile,Completely")]
    [InlineData("./build.sh|Compile|", "Completely,Wait,Tidy,Deploy")]
    [InlineData("./build.sh|--pac", "--package")]
    [InlineData("./build.sh|--place|new", "new-york,new-orleans")]
    [InlineData("./build.sh|--place|new-york|new", "new-orleans")]
    [InlineData("./build.sh|--place|=|o", "oslo")]
    [InlineData("./build.sh|--verbosity|=", "verbose,normal,minimal,quiet")]
    [InlineData("./build.sh|--package|build.c", "build.cmd")]
    [InlineData("./build.sh|zzz", "")]
    [InlineData("./missing/build.sh|comp", "")]
    public async Task Completes(string words, string expected)
    {
        var result = await build.RunAsync("bash", ["-c", Script, "bash", .. words.Split('|')]);
        Assert.Equal(expected, string.Join(',', result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }
}
