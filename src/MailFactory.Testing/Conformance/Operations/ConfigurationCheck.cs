using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Operations;

/// <summary>The servers' own checkers find nothing wrong with their configurations.</summary>
internal sealed class ConfigurationCheck()
    : Check("OPS-03", "Configurations are sane", Severity.Major, "postfix(1), postconf(1), doveconf(1)")
{
    private static readonly string[] _commands =
    [
        "postfix check",
        "postconf -n >/dev/null",
        "postconf -M >/dev/null",
        "doveconf -n >/dev/null",
    ];

    /// <summary>Debian's package itself installs this link and is warned of it.</summary>
    private const string PackagingWarning = "symlink leaves directory";

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        context.NeedOwnServices();
        var problems = new List<string>();
        foreach (var command in _commands)
        {
            var result = await context.GuestAsync(command, cancellationToken).ConfigureAwait(false);
            var words = (result.Output + result.Error)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(line => !line.Contains(PackagingWarning, StringComparison.Ordinal))
                .ToList();
            if (!result.IsSuccess || words.Count > 0)
            {
                problems.Add($"{command.Split(" >")[0]} ends with exit code {result.ExitCode} and says: {string.Join(" | ", words)}");
            }
        }

        return CheckFinding.From(problems, "postfix check, postconf and doveconf find nothing to complain about");
    }
}
