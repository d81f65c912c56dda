namespace MailFactory.Testing.Conformance.Operations;

/// <summary>Asks systemd in the guest about the mail server's units.</summary>
internal static class UnitState
{
    private static readonly string[] _units = ["postfix", "dovecot"];

    // Where there is this instance, as on Debian 12, postfix.service itself does nothing but bring it up.
    private const string Instance = "postfix@-";

    /// <summary>What is wrong: a unit not active or not enabled, or any unit failed.</summary>
    public static async Task<IReadOnlyList<string>> ProblemsAsync(CheckContext context, CancellationToken cancellationToken)
    {
        context.NeedOwnServices();
        var problems = new List<string>();
        foreach (var (verb, wanted) in new[] { ("is-active", "active"), ("is-enabled", "enabled") })
        {
            foreach (var unit in _units)
            {
                var answer = await context.GuestAsync($"systemctl {verb} {unit}", cancellationToken).ConfigureAwait(false);
                if (answer.Output.Trim() != wanted)
                {
                    problems.Add($"{unit} is {(answer.Output + answer.Error).Trim()}, not {wanted}");
                }
            }
        }

        // The template is there on Debian 13 as well, where nothing brings an instance up.
        var wants = await context.GuestAsync("systemctl show -p Wants postfix.service", cancellationToken).ConfigureAwait(false);
        if (wants.Output.Contains($"{Instance}.service", StringComparison.Ordinal))
        {
            var answer = await context.GuestAsync($"systemctl is-active {Instance}", cancellationToken).ConfigureAwait(false);
            if (answer.Output.Trim() != "active")
            {
                problems.Add($"{Instance}, which is what really runs, is {(answer.Output + answer.Error).Trim()}, not active");
            }
        }

        var failed = await context.GuestAsync("systemctl list-units --failed --plain --no-legend", cancellationToken).ConfigureAwait(false);
        problems.AddRange(
            failed
                .EnsureSuccess()
                .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(line => $"unit {line.Split(' ')[0]} has failed")
        );
        return problems;
    }
}
