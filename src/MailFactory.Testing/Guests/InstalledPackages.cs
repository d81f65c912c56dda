namespace MailFactory.Testing.Guests;

/// <summary>What a guest's package manager says is installed.</summary>
internal static class InstalledPackages
{
    /// <summary>The most packages that are listed; a whole desktop has a third of it.</summary>
    public const int Most = 10_000;

    /// <summary>How long a machine at full speed may take.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromMinutes(1);

    private const string Command =
        "if command -v dpkg-query > /dev/null; then dpkg-query -W -f '${Package} ${Version}\\n'; else rpm -qa --qf '%{NAME} "
        + "%{VERSION}-%{RELEASE}\\n'; fi | sort";

    /// <summary>
    /// The packages as <c>name version</c>, sorted; throws <see cref="GuestException"/> when the guest cannot be asked. Lines of another
    /// form are left out.
    /// </summary>
    /// <param name="guest">The guest.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<IReadOnlyList<string>> ReadAsync(IGuestCommands guest, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var result = await guest.RunAsync(Command, standardInput: null, timeout, cancellationToken).ConfigureAwait(false);
        return [.. result.EnsureSuccess().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(IsPackage).Take(Most)];
    }

    /// <summary>Whether a line names a package and its version.</summary>
    public static bool IsPackage(string line) =>
        line.Length <= 500 && line.Split(' ') is [{ Length: > 0 }, { Length: > 0 }] && !line.Any(char.IsControl);
}
