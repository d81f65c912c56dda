using MailFactory.Testing.Processes;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Provisioning;

/// <summary>The scripts of the package managers, with a stand-in for each that takes notes and ends as it is told.</summary>
public sealed class PackageManagersTests
{
    // Takes its exit codes from the file 'codes', one for each call; the last one goes on for ever.
    private const string StandIn = """
        #!/bin/sh
        echo "$*" >>calls
        code=$(head -n 1 codes)
        [ "$(wc -l <codes)" -eq 1 ] || sed -i 1d codes
        exit "$code"

        """;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000)]
    [InlineData("0", "0 after 1")]
    [InlineData("100", "0 after 1")]
    [InlineData("101", "0 after 1")]
    [InlineData("102", "0 after 1")]
    [InlineData("103", "0 after 1")]
    [InlineData("106", "0 after 1")]
    [InlineData("107", "0 after 1")]
    [InlineData("7 4 8 105 0", "0 after 5")]
    [InlineData("7", "7 after 5")]
    [InlineData("104 0", "104 after 1, ended")]
    [InlineData("6 0", "6 after 1, ended")]
    public async Task Zyppers_codes_are_success_a_reason_to_wait_or_the_end(string codes, string expected) =>
        Assert.Equal(expected, (await RunAsync("zypper", codes, "retry run_zypper install postfix"))[0]);

    [Theory(Timeout = 60_000)]
    [InlineData("0", "0 after 1")]
    [InlineData("1 1 0", "0 after 3")]
    [InlineData("1", "1 after 5")]
    public async Task Dnf_is_asked_again_until_it_succeeds_or_five_times(string codes, string expected)
    {
        var lines = await RunAsync("dnf", codes, "install_packages postfix dovecot");
        Assert.Equal(expected, lines[0]);
        Assert.All(
            lines.Skip(1),
            call => Assert.Equal("-y --setopt=install_weak_deps=False --setopt=retries=5 --setopt=timeout=60 install postfix dovecot", call)
        );
    }

    [Theory(Timeout = 60_000)]
    [InlineData("0", "0 after 1")]
    [InlineData("100 0", "0 after 2")]
    [InlineData("100", "100 after 2")]
    public async Task Apt_goes_through_the_package_cache_and_without_it_when_that_fails(string codes, string expected)
    {
        const string Cached =
            "-o Acquire::http::Proxy::deb.debian.org=http://10.0.2.2:1 -o Acquire::http::Proxy::mirror=http://10.0.2.2:1 ";
        const string Plain = "-q update";
        const string Command = "package_cache=http://10.0.2.2:1 cached_hosts='deb.debian.org mirror'; apt_get -q update";
        var lines = await RunAsync("apt", codes, Command, "apt-get");
        Assert.Equal(expected, lines[0]);
        Assert.Equal(((string[])[$"{Cached}-o APT::Update::Error-Mode=any {Plain}", Plain])[..(lines.Length - 1)], lines[1..]);
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_a_package_cache_apt_is_told_of_none() =>
        Assert.Equal(["0 after 1", "-q update"], await RunAsync("apt", "0", "apt_get -q update", "apt-get"));

    [Theory(Timeout = 60_000)]
    [InlineData("apt", "apt-cache", "0", "0 after 1")]
    [InlineData("apt", "apt-cache", "100", "100 after 1")]
    [InlineData("dnf", "dnf", "0", "0 after 2")]
    [InlineData("dnf", "dnf", "0 1", "1 after 2")]
    [InlineData("dnf", "dnf", "1 1 0 0", "0 after 4")]
    [InlineData("dnf", "dnf", "1", "1 after 5, ended")]
    [InlineData("zypper", "zypper", "0", "0 after 1")]
    [InlineData("zypper", "zypper", "106", "0 after 1")]
    [InlineData("zypper", "zypper", "104", "1 after 1")]
    [InlineData("zypper", "zypper", "7", "7 after 1, ended")]
    public async Task A_package_is_known_or_not_and_a_failure_to_ask_ends_the_script(
        string manager,
        string program,
        string codes,
        string expected
    ) => Assert.Equal(expected, (await RunAsync(manager, codes, "knows rspamd", program))[0]);

    [Theory(Timeout = 60_000)]
    [InlineData("debian", "yes", "part: sieve,part: quota,part: spam,part: virus")]
    [InlineData(
        "almalinux",
        "yes",
        "part: sieve,part: quota,not offered: spam no package of the family fedora is known for it,"
            + "not offered: virus no package of the family fedora is known for it"
    )]
    [InlineData(
        "opensuse-leap",
        "yes",
        "part: sieve,part: quota,not offered: spam no package of the family suse is known for it,"
            + "not offered: virus no package of the family suse is known for it"
    )]
    [InlineData(
        "ubuntu",
        "no",
        "not offered: sieve no repository of this system has the package dovecot-sieve,part: quota,"
            + "not offered: spam no repository of this system has the package rspamd,"
            + "not offered: virus no repository of this system has the package clamav-daemon"
    )]
    public async Task What_a_distro_does_not_offer_is_told_with_the_reason(string id, string isThere, string expected)
    {
        using var folder = new TemporaryFolder();
        await Samples.WriteAsync(folder.Path, Cancelled, Enum.GetValues<MailPart>());
        var family = folder.PathOf("family.sh");
        var script = await File.ReadAllTextAsync(family, Cancelled);
        // The real families and their data, and a manager that has what is in the base and nothing else, or everything.
        await File.WriteAllTextAsync(
            family,
            script.Replace("/etc/os-release", "./os-release", StringComparison.Ordinal)
                + $$"""
                is_installed() { [ {{isThere}} = yes ] || case " $packages " in *" $1 "*) ;; *) false ;; esac; }
                refresh_lists() { :; }
                knows() { false; }
                before_packages() { :; }
                after_packages() { :; }
                """,
            Cancelled
        );
        var like = id switch
        {
            "almalinux" => "rhel centos fedora",
            "ubuntu" => "debian",
            _ => "suse opensuse",
        };
        await File.WriteAllTextAsync(folder.PathOf("os-release"), $"ID={id}\nID_LIKE='{like}'\n", Cancelled);
        var run = ToolCommand.Create("sh", "./packages.sh") with { WorkingDirectory = folder.Path };
        var result = (await ToolRunner.RunAsync(run, Cancelled)).EnsureSuccess();
        Assert.Equal(expected, result.StandardOutput.Trim().ReplaceLineEndings(","));
    }

    private static async Task<string[]> RunAsync(string manager, string codes, string command, string? program = null)
    {
        using var folder = new TemporaryFolder();
        await Samples.WriteAsync(folder.Path, Cancelled);
        await File.WriteAllTextAsync(folder.PathOf("codes"), codes.Replace(' ', '\n') + "\n", Cancelled);
        await File.WriteAllTextAsync(folder.PathOf(program ?? manager), StandIn, Cancelled);
        var script = $$"""
            . ./lib.sh
            . ./manager-{{manager}}.sh
            sleep() { :; }
            systemctl() { :; }
            chmod 755 {{program ?? manager}}
            PATH=.:$PATH
            result=0
            ended=", ended"
            ({{command}} && : >whole || { code=$?; : >whole; exit $code; }) >/dev/null 2>&1 || result=$?
            [ ! -e whole ] || ended=
            echo "$result after $(wc -l <calls)$ended"
            cat calls
            """;
        var run = ToolCommand.Create("sh", "-c", script) with { WorkingDirectory = folder.Path };
        return (await ToolRunner.RunAsync(run, Cancelled)).EnsureSuccess().StandardOutput.Trim().Split('\n');
    }
}
