using MailFactory.Testing.Processes;

namespace MailFactory.Build.Tests.Completion;

/// <summary>The script that --completion zsh prints, in a real zsh whose _describe and _files print what they get.</summary>
[Collection(SampleBuilds.Name)]
public sealed class ZshTests(SampleBuild build)
{
    private const string Script = """
        autoload -Uz compinit && compinit -D
        eval "$(./build.sh --completion zsh)"
        _describe() { print -rl -- ${(P)2} }
        _files() { print -r -- "files after '$IPREFIX'" }
        compset() { [[ $PREFIX == ${~2}* ]] && IPREFIX=${PREFIX%%=*}= }
        words=("$@") CURRENT=$# PREFIX=${@[-1]}
        $_comps[build.sh]
        """;

    [Theory(Timeout = 120_000)]
    [InlineData("./build.sh|dep", "Deploy:Deploys to: all places")]
    [InlineData("./build.sh|--place|new", "new-york:,new-orleans:")]
    [InlineData("./build.sh|--place=new", "--place=new-york:,--place=new-orleans:")]
    [InlineData("./build.sh|--package|bu", "files after ''")]
    [InlineData("./build.sh|--package=bu", "files after '--package='")]
    [InlineData("./build.sh|zzz", "")]
    public async Task Completes(string words, string expected)
    {
        Assert.SkipWhen(ToolRunner.Find("zsh") is null, "zsh is not installed");
        var result = await build.RunAsync("zsh", ["-fc", Script, "zsh", .. words.Split('|')]);
        Assert.Equal(expected, string.Join(',', result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }
}
