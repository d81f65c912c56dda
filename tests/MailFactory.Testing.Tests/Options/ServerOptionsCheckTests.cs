using MailFactory.Testing.Guests;
using MailFactory.Testing.Options;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Options;

public sealed class ServerOptionsCheckTests : IDisposable
{
    private static readonly ServerWords _good = new() { Host = "mail.example.org", Accounts = "accounts.json" };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_server_with_its_accounts_is_enough() => Assert.Empty(Mistakes(_good));

    [Fact(Timeout = 60_000)]
    public async Task Everything_about_it_may_be_said()
    {
        var key = _folder.PathOf("key");
        await SshKeyPair.CreateAsync(key, "joe", TestContext.Current.CancellationToken);
        var all = _good with
        {
            Host = "2001:db8::1",
            Authority = "ca.pem",
            Profile = "packages",
            Ports = ["smtp=2525,imaps", "587"],
            OutsideDomain = "elsewhere.example",
            Ssh = "joe@mail.example.org:2222",
            SshKey = key,
        };
        var mistakes = new List<string>();
        var server = all.Read(mistakes)!;
        Assert.Empty(mistakes);
        Assert.Equal(ServerKind.Packages, server.Kind);
        Assert.Equal([new ServicePort(25, 2525), new ServicePort(993, 993), new ServicePort(587, 587)], server.Ports);
        Assert.Equal(new SshTarget("joe", "mail.example.org", 2222), server.Ssh);
    }

    [Theory]
    [InlineData("--accounts goes with --server, which is not given")]
    public void What_is_about_a_server_needs_one(string mistake) => Assert.Equal([mistake], Mistakes(_good with { Host = null }));

    [Fact]
    public void Nothing_about_a_server_is_none()
    {
        var mistakes = new List<string>();
        Assert.Null(new ServerWords().Read(mistakes));
        Assert.Null(new ServerWords { SshKey = "of an image" }.Read(mistakes));
        Assert.Empty(mistakes);
    }

    [Fact]
    public void Accounts_are_needed() =>
        Assert.Equal(
            ["--server needs --accounts, the file with its test accounts (see Examples/servers)"],
            Mistakes(_good with { Accounts = null })
        );

    [Theory]
    [InlineData("mail.example.org:25")]
    [InlineData("https://mail.example.org")]
    [InlineData("a b")]
    [InlineData("")]
    public void A_server_is_a_name_or_an_address(string host) =>
        Assert.Equal(
            [$"--server: '{host}' is neither a host name nor an address; ports are given with --ports"],
            Mistakes(_good with { Host = host })
        );

    [Theory]
    [InlineData("smpt", "(did you mean smtp?)")]
    [InlineData("smtp,25", "smtp is named twice")]
    [InlineData("imaps=0", "'imaps=0' names no port from 1 to 65535")]
    [InlineData("imaps=+1", "'imaps=+1' names no port")]
    [InlineData("", "'' is not valid; use ")]
    public void A_service_that_is_none_is_told(string ports, string says) =>
        Assert.Contains(says, Assert.Single(Mistakes(_good with { Ports = [ports] })), StringComparison.Ordinal);

    [Theory]
    [InlineData("mail.example.org")]
    [InlineData("joe@")]
    [InlineData("joe@host:99999")]
    [InlineData("-oProxy@host")]
    public void A_shell_is_a_user_at_a_host(string ssh) =>
        Assert.Equal(
            [$"--ssh: '{ssh}' is not user@host or user@host:port", "--ssh needs --ssh-key, the private key that lets the user in"],
            Mistakes(_good with { Ssh = ssh })
        );

    [Fact]
    public void A_key_without_a_shell_and_an_unknown_profile_and_domain_are_told() =>
        Assert.Equal(
            [
                "--server-profile: 'packges' is not valid; use any, packages or mail-factory (did you mean packages?)",
                "--outside-domain: 'here' is not a domain name such as example.net",
                "--ssh-key needs --ssh, the user and the host whom the key lets in",
            ],
            Mistakes(_good with { Profile = "packges", OutsideDomain = "here", SshKey = "key" })
        );

    [Fact]
    public void What_is_about_machines_has_no_place_beside_a_server() =>
        Assert.Equal(
            [
                "--server tests a server that runs already, without a machine of this build: leave out --distro, --image, --keep-vms, --fresh, "
                    + "--memory, --accelerator",
            ],
            ServerOptionsCheck.Mistakes(
                new RunOptions
                {
                    Repository = Repository.Root,
                    Layout = new WorkLayout(_folder.Path),
                    Server = new ServerOptions { Host = "mail.example.org" },
                    Distros = ["debian-13"],
                    Image = new ImageOptions { File = "disk.qcow2" },
                    KeepsMachines = true,
                    Fresh = true,
                    MemoryMiB = 4096,
                    Accelerator = AcceleratorKind.Kvm,
                }
            )
        );

    private static List<string> Mistakes(ServerWords server)
    {
        var mistakes = new List<string>();
        server.Read(mistakes);
        return mistakes;
    }
}
