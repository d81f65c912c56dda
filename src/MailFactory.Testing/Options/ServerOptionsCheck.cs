using MailFactory.Testing.Guests;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Mistakes;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Options;

/// <summary>What the user may say about a server that runs already.</summary>
internal static class ServerOptionsCheck
{
    /// <summary>What --server-profile takes.</summary>
    public static IReadOnlyList<ServerProfile> Profiles { get; } = [ServerProfile.Any, ServerProfile.Packages, ServerProfile.MailFactory];

    /// <summary>The profile that was asked for, which is a known one.</summary>
    public static ServerProfile ProfileOf(ServerOptions server) =>
        server.Profile is { } name ? Profiles.Single(profile => profile.Name == name) : ServerProfile.Any;

    /// <summary>One sentence for each mistake in the command line; files are looked at when the test begins.</summary>
    public static IEnumerable<string> Mistakes(RunOptions options)
    {
        if (options.Server is not { } server)
        {
            return [];
        }

        return server.Host.Length == 0
            ? [$"{GivenWith(server).First()} goes with --server, which is not given"]
            : [.. OfServer(server), .. OfSsh(server), .. OfMachine(options)];
    }

    private static IEnumerable<string> OfServer(ServerOptions server)
    {
        if (Uri.CheckHostName(server.Host) is UriHostNameType.Unknown or UriHostNameType.Basic)
        {
            yield return $"--server: '{server.Host}' is neither a host name nor an address; ports are given with --ports";
        }

        if (server.Accounts is null)
        {
            yield return "--server needs --accounts, the file with its test accounts (see Examples/servers)";
        }

        if (server.Profile is { } name && Profiles.All(profile => profile.Name != name))
        {
            yield return WrongValue.Of("--server-profile", name, Profiles.Select(profile => profile.Name));
        }

        if (server.OutsideDomain is { } domain && (Uri.CheckHostName(domain) != UriHostNameType.Dns || !domain.Contains('.')))
        {
            yield return $"--outside-domain: '{domain}' is not a domain name such as example.net";
        }

        foreach (var mistake in ServiceList.Parse(server.Ports).Mistakes)
        {
            yield return mistake;
        }
    }

    private static IEnumerable<string> OfSsh(ServerOptions server)
    {
        if (server.Ssh is null && server.SshKey is not null)
        {
            yield return "--ssh-key needs --ssh, the user and the host whom the key lets in";
        }

        if (server.Ssh is not { } text)
        {
            yield break;
        }

        if (SshTarget.Parse(text) is null)
        {
            yield return $"--ssh: '{text}' is not user@host or user@host:port";
        }

        if (server.SshKey is not { } key)
        {
            yield return "--ssh needs --ssh-key, the private key that lets the user in";
        }
        else if (PrivateKeyCheck.Fault(key) is { } fault)
        {
            yield return $"--ssh-key: {fault}";
        }
    }

    private static IEnumerable<string> OfMachine(RunOptions options)
    {
        var given = new (string Name, bool IsGiven)[]
        {
            ("--distro", options.Distros.Count > 0),
            ("--image", options.Image is not null),
            ("--iso-path", options.IsoPath is not null),
            ("--provisioner mail-factory", options.UsesMailFactory),
            ("--parts", options.Parts.Any(name => name != "none")),
            ("--keep-vms", options.KeepsMachines),
            ("--fresh", options.Fresh),
            ("--memory", options.MemoryMiB is not null),
            ("--disk", options.DiskGiB is not null),
            ("--cpus", options.Cpus is not null),
            ("--firmware", options.IsFirmwareNamed),
            ("--accelerator", options.Accelerator != "auto"),
            ("--max-parallel", options.MaxParallel is not null),
            ("--host-memory", options.HostMemoryMiB is not null),
            ("--host-cpus", options.HostCpus is not null),
        };
        var names = given.Where(option => option.IsGiven).Select(option => option.Name).ToList();
        return names.Count == 0
            ? []
            : [$"--server tests a server that runs already, without a machine of this build: leave out {string.Join(", ", names)}"];
    }

    private static IEnumerable<string> GivenWith(ServerOptions server) =>
        new (string Name, bool IsGiven)[]
        {
            ("--accounts", server.Accounts is not null),
            ("--ca", server.Authority is not null),
            ("--server-profile", server.Profile is not null),
            ("--ports", server.Ports.Count > 0),
            ("--outside-domain", server.OutsideDomain is not null),
            ("--ssh", server.Ssh is not null),
        }
            .Where(option => option.IsGiven)
            .Select(option => option.Name);
}
