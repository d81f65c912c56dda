using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Hosts;

/// <summary>A package manager: how it is asked to install, and how it says that another program holds its lock.</summary>
internal sealed record PackageManager
{
    /// <summary>Debian and Ubuntu.</summary>
    public static PackageManager AptGet { get; } =
        new()
        {
            Name = "apt-get",
            RefreshArguments = ["update"],
            InstallArguments = ["install", "-y", "--no-install-recommends"],
            Environment = new Dictionary<string, string?> { ["DEBIAN_FRONTEND"] = "noninteractive", ["LC_ALL"] = "C" },
            LockMessages = ["Could not get lock", "Unable to acquire the dpkg frontend lock", "Unable to lock"],
        };

    /// <summary>Fedora, AlmaLinux and Rocky Linux.</summary>
    public static PackageManager Dnf { get; } =
        new()
        {
            Name = "dnf",
            InstallArguments = ["install", "-y", "--setopt=install_weak_deps=False"],
            Environment = new Dictionary<string, string?> { ["LC_ALL"] = "C" },
            LockMessages = ["Failed to obtain the transaction lock"],
        };

    /// <summary>openSUSE and SUSE Linux Enterprise.</summary>
    public static PackageManager Zypper { get; } =
        new()
        {
            Name = "zypper",
            RefreshArguments = ["--non-interactive", "refresh"],
            InstallArguments = ["--non-interactive", "install", "--no-recommends"],
            Environment = new Dictionary<string, string?> { ["LC_ALL"] = "C" },
            LockMessages = ["System management is locked"],
        };

    /// <summary>The name by which <see cref="HostTool.Packages"/> knows it.</summary>
    public required string Name { get; init; }

    /// <summary>The program when it is not found under <see cref="Name"/>: a full path.</summary>
    public string? Path { get; init; }

    /// <summary>Fetches fresh package lists; empty when installing does that by itself.</summary>
    public IReadOnlyList<string> RefreshArguments { get; init; } = [];

    /// <summary>Installs the packages that follow, without asking.</summary>
    public required IReadOnlyList<string> InstallArguments { get; init; }

    /// <summary>Environment variables for both.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>What its output contains when another program holds its lock.</summary>
    public IReadOnlyList<string> LockMessages { get; init; } = [];

    /// <summary>The package manager of this host, or null when it has none of those known.</summary>
    public static PackageManager? Detect() => Detect(ToolRunner.Find);

    /// <summary>The first known package manager that <paramref name="find"/> finds, or null.</summary>
    public static PackageManager? Detect(Func<string, string?> find) =>
        new[] { AptGet, Dnf, Zypper }.FirstOrDefault(manager => find(manager.Name) is not null);

    /// <summary>The command a user types to install the packages.</summary>
    public string Typed(IEnumerable<string> packages, bool isRoot)
    {
        var sudo = isRoot ? string.Empty : "sudo ";
        var install = $"{sudo}{Name} {string.Join(' ', InstallArguments.Concat(packages))}";
        return RefreshArguments.Count == 0 ? install : $"{sudo}{Name} {string.Join(' ', RefreshArguments)} && {install}";
    }

    /// <summary>The command for arguments of this package manager.</summary>
    public ToolCommand Command(IEnumerable<string> arguments) =>
        ToolCommand.Create(Path ?? Name, arguments) with
        {
            Environment = new Dictionary<string, string?>([.. ChildEnvironment.Proxies, .. Environment]),
            Timeout = TimeSpan.FromMinutes(20),
        };

    /// <summary>Whether a command failed because another program holds the lock.</summary>
    public bool IsLocked(ToolResult result) =>
        !result.IsSuccess
        && LockMessages.Any(message => (result.StandardOutput + result.StandardError).Contains(message, StringComparison.Ordinal));
}
