using MailFactory.Testing.Guests;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Options;

/// <summary>The options about a server that runs already, as they were typed.</summary>
public sealed record ServerWords
{
    /// <summary>Its name or address; null when only other options about it were given.</summary>
    public string? Host { get; init; }

    /// <summary>The file with its test accounts.</summary>
    public string? Accounts { get; init; }

    /// <summary>The file with the certificate authority to trust, as PEM; those that this host trusts when null.</summary>
    public string? Authority { get; init; }

    /// <summary>What kind of server it is: <c>any</c>, <c>packages</c> or <c>mail-factory</c>; <c>any</c> when null.</summary>
    public string? Profile { get; init; }

    /// <summary>The services it has, such as <c>imaps</c>, <c>993</c> or <c>smtp=2525</c>; those of its profile when empty.</summary>
    public IReadOnlyList<string> Ports { get; init; } = [];

    /// <summary>A domain that is not the server's, in whose name mail comes from outside; example.net when null.</summary>
    public string? OutsideDomain { get; init; }

    /// <summary>How a shell on it is reached, as <c>user@host</c> or <c>user@host:port</c>; not at all when null.</summary>
    public string? Ssh { get; init; }

    /// <summary>The private key for <see cref="Ssh"/>.</summary>
    public string? SshKey { get; init; }

    /// <summary>What the words stand for, and one sentence for each mistake; null when no option about a server was given.</summary>
    internal ServerOptions? Read(ICollection<string> mistakes)
    {
        if (Host is null)
        {
            if (Given.FirstOrDefault() is not { } other)
            {
                return null;
            }

            mistakes.Add($"{other} goes with --server, which is not given");
            return new ServerOptions { Host = string.Empty };
        }

        CheckServer(Host, mistakes);
        var kind = Profile is { } name ? OptionTables.Server.Read(name, ServerKind.Any, mistakes) : ServerKind.Any;
        CheckDomain(mistakes);
        return new ServerOptions
        {
            Host = Host,
            Accounts = Accounts,
            Authority = Authority,
            Kind = kind,
            Ports = ServiceWords.Read(Ports, mistakes),
            OutsideDomain = OutsideDomain,
            Ssh = ReadSsh(mistakes),
            SshKey = SshKey,
        };
    }

    private IEnumerable<string> Given =>
        new (string Name, bool IsGiven)[]
        {
            ("--accounts", Accounts is not null),
            ("--ca", Authority is not null),
            ("--server-profile", Profile is not null),
            ("--ports", Ports.Count > 0),
            ("--outside-domain", OutsideDomain is not null),
            ("--ssh", Ssh is not null),
        }
            .Where(option => option.IsGiven)
            .Select(option => option.Name);

    private void CheckServer(string host, ICollection<string> mistakes)
    {
        if (Uri.CheckHostName(host) is UriHostNameType.Unknown or UriHostNameType.Basic)
        {
            mistakes.Add($"--server: '{host}' is neither a host name nor an address; ports are given with --ports");
        }

        if (Accounts is null)
        {
            mistakes.Add("--server needs --accounts, the file with its test accounts (see Examples/servers)");
        }
    }

    private void CheckDomain(ICollection<string> mistakes)
    {
        if (OutsideDomain is { } domain && (Uri.CheckHostName(domain) != UriHostNameType.Dns || !domain.Contains('.')))
        {
            mistakes.Add($"--outside-domain: '{domain}' is not a domain name such as example.net");
        }
    }

    private SshTarget? ReadSsh(ICollection<string> mistakes)
    {
        if (Ssh is not { } text)
        {
            if (SshKey is not null)
            {
                mistakes.Add("--ssh-key needs --ssh, the user and the host whom the key lets in");
            }

            return null;
        }

        var target = SshTarget.Parse(text);
        if (target is null)
        {
            mistakes.Add($"--ssh: '{text}' is not user@host or user@host:port");
        }

        if (SshKey is not { } key)
        {
            mistakes.Add("--ssh needs --ssh-key, the private key that lets the user in");
        }
        else if (PrivateKeyCheck.Fault(key) is { } fault)
        {
            mistakes.Add($"--ssh-key: {fault}");
        }

        return target;
    }
}
