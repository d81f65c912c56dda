namespace MailFactory.Testing.IntegrationTests.Workflows;

/// <summary>What people who know GitHub's workflows better than we do say of ours.</summary>
/// <param name="linters">The linters.</param>
public sealed class LinterTests(LinterFixture linters) : IClassFixture<LinterFixture>, IDisposable
{
    private const int Limit = 120_000;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task Actionlint_has_nothing_to_say()
    {
        var result = await linters.ActionlintAsync(Repository.PathOf(".github", "workflows", "*.yml"), Cancellation);
        Assert.True(result.IsSuccess, result.StandardOutput);
        Assert.Contains($"Checking {WorkflowText.CheckedIn.Count} workflow file(s)", result.StandardOutput, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task GitHubs_own_parser_takes_every_workflow() =>
        Assert.Empty(
            await linters.ParseAsync(
                WorkflowText.CheckedIn.Select(workflow => Repository.PathOf(".github", "workflows", workflow.Name)),
                Cancellation
            )
        );

    [Theory(Timeout = Limit)]
    [InlineData("permissions:\n", "permisions:\n", "permisions")]
    [InlineData("${{ needs.distro.result }}", "${{ needs.dstro.result }}", null)]
    [InlineData("${{ fromJSON(needs.select.outputs.job-minutes) }}", "${{ fromJSON(steps.select.outputs.minutes) }}", "steps")]
    [InlineData("needs: [select, distro]", "needs: [select, nobody]", "nobody")]
    public async Task What_is_wrong_is_found(string text, string instead, string? forGitHub)
    {
        var file = _folder.PathOf("nightly-matrix.yml");
        await File.WriteAllTextAsync(
            file,
            WorkflowText.Of("nightly-matrix.yml").Text.Replace(text, instead, StringComparison.Ordinal),
            Cancellation
        );
        Assert.Equal(1, (await linters.ActionlintAsync(file, Cancellation)).ExitCode);
        var said = await linters.ParseAsync([file], Cancellation);
        // What a job's outputs are called is beyond a parser.
        Assert.Contains(forGitHub ?? string.Empty, said, StringComparison.Ordinal);
        Assert.Equal(forGitHub is null, said.Length == 0);
    }

    public void Dispose() => _folder.Dispose();
}
