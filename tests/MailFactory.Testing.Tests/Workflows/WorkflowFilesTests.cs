using MailFactory.Testing.Distros;
using MailFactory.Testing.Runs;
using MailFactory.Workflows;
using MailFactory.Workflows.Definitions;

namespace MailFactory.Testing.Tests.Workflows;

/// <summary>The workflows that the catalogue and the timeouts decide.</summary>
public sealed class WorkflowFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static DistroCatalog Catalogue => DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json"));

    [Fact]
    public void What_is_checked_in_is_what_is_written()
    {
        foreach (var (path, text) in WorkflowFiles.Render(Catalogue))
        {
            Assert.True(File.ReadAllText(Repository.PathOf(path)) == text, $"{path} has drifted; ./build.sh GenerateWorkflows writes it");
        }
    }

    [Fact]
    public void No_workflow_was_written_by_hand() =>
        Assert.Equal(
            ["benchmarks.yml", "check-isos.yml", "ci.yml", "nightly-matrix.yml", "release.yml"],
            WorkflowText.CheckedIn.Select(workflow => workflow.Name)
        );

    [Fact]
    public void The_matrix_is_the_catalogues()
    {
        var lines = new MatrixJobs(Catalogue)
            .Table.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .ToList();
        Assert.Equal(Catalogue.DefaultMatrix, lines.Where(line => line[4] == "default").Select(line => line[0]));
        Assert.Equal(Catalogue.Ids.Order(), lines.Select(line => line[0]).Order());
        Assert.All(lines, line => Assert.Equal(Catalogue.Distros.Single(distro => distro.Id == line[0]).Family, line[1]));
        Assert.All(
            lines,
            line => Assert.Equal(Catalogue.Distros.Single(distro => distro.Id == line[0]).Iso?.Download?.KeyPackage ?? "-", line[2])
        );
        Assert.Equal("account", lines.Single(line => line[0] == "rhel-9")[3]);
    }

    [Fact]
    public void A_distro_that_joins_the_default_matrix_is_in_the_nightly_run()
    {
        var catalogue = Catalogue;
        var more = catalogue with { DefaultMatrix = [.. catalogue.DefaultMatrix, "debian-13"] };
        Assert.Contains(
            "debian-13 debian debian-keyring public default\n",
            WorkflowFiles.Render(more)[WorkflowFiles.PathOf("nightly-matrix")].Replace("            ", string.Empty),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_only_customers_may_have_is_neither_released_nor_cached()
    {
        Assert.DoesNotContain(" account ", new MatrixJobs(Catalogue) { IsForRelease = true }.Table, StringComparison.Ordinal);
        var caches = WorkflowText
            .Of("nightly-matrix.yml")
            .Steps.Select(step => step.Step)
            .Where(step => WorkflowText.Value(step, "uses")?.StartsWith("actions/cache/", StringComparison.Ordinal) == true)
            .ToList();
        Assert.Equal(6, caches.Count);
        Assert.All(caches, step => Assert.Contains("matrix.medium == 'public'", WorkflowText.Value(step, "if"), StringComparison.Ordinal));
    }

    [Fact]
    public void A_job_has_the_time_of_its_stages_and_GitHubs_runners_what_GitHub_gives()
    {
        var nightly = new MatrixJobs(Catalogue);
        var release = new MatrixJobs(Catalogue) { IsForRelease = true };
        Assert.Equal(StageRow.Total.TotalMinutes, MatrixJobs.StageMinutes);
        Assert.All([nightly, release], plan => Assert.Equal(MatrixJobs.HostedLimit, plan.HostedMinutes + plan.Spare));
        Assert.Contains(
            $"SELF_HOSTED_MINUTES: {MatrixJobs.StageMinutes}\n",
            WorkflowText.Of("nightly-matrix.yml").Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Only_the_steps_that_test_see_the_token_of_Red_Hats_account()
    {
        var steps = WorkflowText
            .CheckedIn.SelectMany(workflow =>
                workflow.Steps.Select(step =>
                    (
                        workflow.Name,
                        step.Job,
                        Step: WorkflowText.Value(step.Step, "name"),
                        Text: WorkflowText.Below(step.Step, "env").Select(pair => pair.Value.ToString())
                    )
                )
            )
            .ToList();
        Assert.Equal(
            [("nightly-matrix.yml", "distro", "Test"), ("nightly-matrix.yml", "factory", "Test with Mail Server Factory")],
            steps
                .Where(step =>
                    step.Text.Any(value =>
                        value.Contains("secrets.RHSM_OFFLINE_TOKEN", StringComparison.Ordinal)
                        && !value.Contains("!= ''", StringComparison.Ordinal)
                    )
                )
                .Select(step => (step.Name, step.Job, step.Step))
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task A_changed_file_is_named_with_its_first_differing_line_and_written_again()
    {
        CopyRepository();
        var declared = new Dictionary<string, string> { [WorkflowFiles.PathOf("ci")] = "one\ntwo\n" };
        using var console = new StringWriter();
        Assert.Equal(5, (await WorkflowFiles.CheckAsync(_folder.Path, declared, TextWriter.Null, Cancellation)).Count);

        await WorkflowFiles.WriteAsync(_folder.Path, declared, console, Cancellation);
        Assert.Empty(await WorkflowFiles.CheckAsync(_folder.Path, declared, TextWriter.Null, Cancellation));

        var file = Path.Combine(_folder.Path, WorkflowFiles.PathOf("ci"));
        await File.WriteAllTextAsync(file, "one\n2\n", Cancellation);
        var drift = Assert.Single(await WorkflowFiles.CheckAsync(_folder.Path, declared, TextWriter.Null, Cancellation));
        Assert.Equal(".github/workflows/ci.yml:2 is '2' and should be 'two'", drift.ToString());
        Assert.Equal("one\n2\n", await File.ReadAllTextAsync(file, Cancellation));
    }

    public void Dispose() => _folder.Dispose();

    private void CopyRepository()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "preseeds"));
        File.Copy(Repository.PathOf("preseeds", "catalog.json"), Path.Combine(_folder.Path, "preseeds", "catalog.json"));
    }
}
