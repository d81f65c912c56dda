using System.Text.RegularExpressions;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Operations;

/// <summary>The servers' own checkers find nothing wrong with their configurations.</summary>
internal sealed partial class ConfigurationCheck()
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
            var words = new List<string>();
            foreach (
                var line in (result.Output + result.Error).Split(
                    '\n',
                    StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                )
            )
            {
                if (!await IsOfPackageAsync(context, line, cancellationToken).ConfigureAwait(false))
                {
                    words.Add(line);
                }
            }

            if (!result.IsSuccess || words.Count > 0)
            {
                problems.Add($"{command.Split(" >")[0]} ends with exit code {result.ExitCode} and says: {string.Join(" | ", words)}");
            }
        }

        return CheckFinding.From(problems, "postfix check, postconf and doveconf find nothing to complain about");
    }

    private static async Task<bool> IsOfPackageAsync(CheckContext context, string line, CancellationToken cancellationToken) =>
        line.Contains(PackagingWarning, StringComparison.Ordinal)
        || (
            CopiedResolver().Match(line) is { Success: true } copy
            && await KeepsOwnerAsync(context, copy.Groups["file"].Value, cancellationToken).ConfigureAwait(false)
        );

    // Debian's package copies the file into the chroot at each start and at each change, owner and all ('cp -pLu' of its unit
    // postfix-resolvconf, 'chown' of its syncfiles.pl); with systemd-resolved that owner is not root. An owner of its own would be a fault.
    private static async Task<bool> KeepsOwnerAsync(CheckContext context, string copy, CancellationToken cancellationToken)
    {
        var owners = await context
            .GuestAsync($"stat -L -c %U /etc/resolv.conf {ShellText.Quote(copy)}", cancellationToken)
            .ConfigureAwait(false);
        return owners.IsSuccess && owners.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct().Count() == 1;
    }

    [GeneratedRegex("warning: not owned by root: (?<file>/.+/etc/resolv\\.conf)$", RegexOptions.NonBacktracking)]
    private static partial Regex CopiedResolver();
}
