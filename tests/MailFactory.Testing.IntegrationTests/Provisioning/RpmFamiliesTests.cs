using System.Net.Sockets;
using MailFactory.Testing.Conformance.Running;
using MailFactory.Testing.Guests;
using MailFactory.Testing.IntegrationTests.Conformance;
using MailFactory.Testing.IntegrationTests.Fixtures;
using MailFactory.Testing.Provisioning;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.IntegrationTests.Provisioning;

/// <summary>
/// Real dnf, zypper and rpm install packages of those families' layout (names, folders, users, shipped configuration) around Debian's
/// binaries, in a root file system that calls itself by their name.
/// </summary>
public sealed class RpmFamiliesTests
{
    private const string Fedora = """
        printf 'ID=fedora\nVERSION_ID=38\n' >/etc/os-release
        for part in AppStream BaseOS; do
            printf '[%s]\nname=%s\nbaseurl=file:///srv/www/fedora/%s\ngpgcheck=1\ngpgkey=file:///srv/packages.key\n' $part $part $part
        done >/etc/yum.repos.d/fedora.repo
        """;

    // SELinux is the host's kernel's, so that its commands only write down what they are asked for.
    private const string SELinux = """
        printf '#!/bin/sh\n' >/usr/local/sbin/selinuxenabled
        printf '#!/bin/sh\necho "$@" >>/var/log/restorecon\n' >/usr/local/sbin/restorecon
        chmod 755 /usr/local/sbin/selinuxenabled /usr/local/sbin/restorecon
        """;

    private const string Firewall = """
        mkdir -p /run/dbus && dbus-daemon --system --fork --nopidfile
        firewalld --nofork --nopid </dev/null >/var/log/firewalld.log 2>&1 &
        echo $! >/run/firewalld.pid
        until firewall-cmd --quiet --state; do sleep 1; done
        busybox httpd -p 8080
        """;

    private const string RedHat = """
        printf 'ID="rhel"\nID_LIKE="fedora"\nVERSION_ID="9.6"\n' >/etc/os-release
        sed -i '/465\/tcp/d' /etc/services && printf 'urd\t\t465/tcp\t\tsmtps\n' >>/etc/services
        mkdir -p /etc/pki/rpm-gpg && cp /srv/packages.key /etc/pki/rpm-gpg/RPM-GPG-KEY-redhat-release
        """;

    // Its server comes up late, and one of its two folders of updates is gone.
    private const string Leap = """
        printf 'ID="opensuse-leap"\nID_LIKE="suse opensuse"\nVERSION_ID="15.6"\n' >/etc/os-release
        printf '[oss]\nname=oss\nenabled=1\nautorefresh=1\nbaseurl=http://127.0.0.1:8000/distribution/leap/15.6/repo/oss/\ngpgcheck=1\n' >/etc/zypp/repos.d/oss.repo
        rm -r /srv/www/update/leap/15.6/backports
        (sleep 15; exec busybox httpd -f -h /srv/www -p 127.0.0.1:8000) </dev/null >/dev/null 2>&1 &
        """;

    [Fact(Timeout = 900_000)]
    public async Task Fedoras_packages_are_installed_by_dnf_behind_its_firewall_and_a_second_run_changes_nothing()
    {
        RootFs.Require();
        await using var server = await MailServer.StartAsync(
            RootFsImage.Rpm,
            TestContext.Current.CancellationToken,
            $"{Fedora}\n{SELinux}\n{Firewall}",
            MailPart.Sieve,
            MailPart.Spam
        );

        // One that the repositories lack, as dnf says, and one that the family has no package for.
        Assert.Empty(server.Result.Parts.Present);
        Assert.Equal("no repository of this system has the package dovecot-pigeonhole", server.Result.Parts.NotOffered[MailPart.Sieve]);
        Assert.Equal("no package of the family fedora is known for it", server.Result.Parts.NotOffered[MailPart.Spam]);
        Assert.Contains("packages postfix dovecot openssl diffutils", server.Result.Changes);
        await WorksAsync(server);
        Assert.Equal(
            "/usr/libexec/postfix n",
            await AskAsync(server, "echo $(postconf -h daemon_directory) $(postconf -M 465/inet | awk '{ print $5 }')")
        );
        Assert.NotEmpty(await AskAsync(server, "ls /var/spool/mail/vmail"));
        Assert.Contains(
            "-R /var/spool/mail/vmail /etc/ssl/mail-factory /etc/postfix",
            await AskAsync(server, "cat /var/log/restorecon"),
            StringComparison.Ordinal
        );

        // The checks above came through the firewall, under the names that this version knows; what nobody opened stays shut.
        Assert.Contains("firewall lets smtp-submission in", server.Result.Changes);
        using var shut = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(() =>
            shut.ConnectAsync(server.Address, 8080, TestContext.Current.CancellationToken).AsTask()
        );
        var good = await server.AskAsync("NET-01", TestContext.Current.CancellationToken);
        Assert.True(good.Verdict == Verdict.Passed, good.Summary);
        Assert.Contains("firewalld lets through 22 25 110 143 465 587 993 995", good.Summary, StringComparison.Ordinal);
        await server.RunAsync("firewall-cmd --quiet --add-port=8080/tcp", TestContext.Current.CancellationToken);
        using var open = new TcpClient();
        await open.ConnectAsync(server.Address, 8080, TestContext.Current.CancellationToken);
        var another = await server.AskAsync("NET-01", TestContext.Current.CancellationToken);
        Assert.True(another.Verdict == Verdict.Failed, another.Summary);
        Assert.Contains("the firewall lets port 8080 through", another.Summary, StringComparison.Ordinal);
        await server.RunAsync(
            "firewall-cmd --quiet --remove-port=8080/tcp && firewall-cmd --quiet --remove-service=imaps",
            TestContext.Current.CancellationToken
        );
        var missing = await server.AskAsync("NET-01", TestContext.Current.CancellationToken);
        Assert.True(missing.Verdict == Verdict.Failed, missing.Summary);
        Assert.Contains("the firewall does not let port 993 through", missing.Summary, StringComparison.Ordinal);
    }

    [Fact(Explicit = true, Timeout = 900_000)]
    [Trait(Suites.Name, Suites.Machines)]
    public async Task Red_Hats_packages_come_from_its_disc_where_no_repository_is_enabled()
    {
        RootFs.Require();
        Tools.Require("losetup");
        var tree = await RootFsImage.TreeAsync(RootFsImage.Rpm, TestContext.Current.CancellationToken);
        await using var disc = await LoopDevice.AttachAsync(Path.Combine(tree, "srv", "disc.img"), TestContext.Current.CancellationToken);

        // Another disc is in the first drive, which has no packages.
        var before = $"{RedHat}\nmknod /dev/sr0 b 7 255\nmknod /dev/sr1 b 7 {disc.Number}\nmv /srv/www /srv/gone";
        await using var server = await MailServer.StartAsync(RootFsImage.Rpm, TestContext.Current.CancellationToken, before);
        Assert.Contains("/etc/yum.repos.d/mail-factory-disc.repo", server.Result.Changes);
        await WorksAsync(server);
    }

    [Fact(Timeout = 900_000)]
    public async Task Red_Hat_without_a_repository_and_without_a_disc_is_one_clear_line()
    {
        RootFs.Require();
        var error = await Assert.ThrowsAsync<GuestException>(() =>
            MailServer.StartAsync(RootFsImage.Rpm, TestContext.Current.CancellationToken, RedHat)
        );
        Assert.Contains(
            "no package repository is enabled, and no disc with BaseOS and AppStream is in a drive",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact(Timeout = 900_000)]
    public async Task Leaps_packages_are_installed_by_zypper_and_its_unit_rewrites_nothing()
    {
        RootFs.Require();
        await using var server = await MailServer.StartAsync(RootFsImage.Rpm, TestContext.Current.CancellationToken, Leap);
        Assert.Contains("packages postfix dovecot dovecot23 openssl diffutils", server.Result.Changes);
        Assert.Contains("repository http://127.0.0.1:8000/update/leap/15.6/sle", server.Result.Changes);
        Assert.DoesNotContain("backports", await AskAsync(server, "zypper repos --uri"), StringComparison.Ordinal);
        await WorksAsync(server);
        Assert.Equal(
            "lmdb MAIL_CREATE_CONFIG=\"no\"",
            await AskAsync(server, "echo $(postconf -h default_database_type) $(grep ^MAIL_CREATE /etc/sysconfig/mail)")
        );

        // The negative control: something that writes Postfix's files when it starts is found out.
        await server.RunAsync(
            """
            printf '#!/bin/sh\npostconf -e inet_interfaces=localhost\n' >/etc/postfix/system/config_postfix
            mkdir -p /var/lib/mail-factory && : >/var/lib/mail-factory/restart-pending
            """,
            TestContext.Current.CancellationToken
        );
        var error = await Assert.ThrowsAsync<GuestException>(() =>
            PackagesProvisioner.ProvisionAsync(
                server.Guest,
                server.Configuration,
                new ProvisionOptions(),
                progress: null,
                TestContext.Current.CancellationToken
            )
        );
        Assert.Contains("main.cf or master.cf was rewritten by something else", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 900_000)]
    public async Task A_system_of_no_known_family_is_one_clear_line()
    {
        RootFs.Require();
        var error = await Assert.ThrowsAsync<GuestException>(() =>
            MailServer.StartAsync(
                RootFsImage.Rpm,
                TestContext.Current.CancellationToken,
                "printf 'ID=plan9\nID_LIKE=\"inferno ../debian\"\n' >/etc/os-release"
            )
        );
        Assert.Contains(
            "no package family is known for this system: /etc/os-release says 'plan9 inferno ../debian', known are: debian fedora suse",
            error.Message,
            StringComparison.Ordinal
        );
    }

    /// <summary>Runs only when asked for: minutes for each.</summary>
    [Theory(Explicit = true, Timeout = 900_000)]
    [Trait(Suites.Name, Suites.Machines)]
    [InlineData(Fedora)]
    [InlineData(Leap)]
    public async Task Every_check_passes(string before)
    {
        RootFs.Require();
        await using var server = await MailServer.StartAsync(RootFsImage.Rpm, TestContext.Current.CancellationToken, before);
        await server.PassesEveryCheckAsync(TestContext.Current.CancellationToken);
    }

    private static async Task WorksAsync(MailServer server)
    {
        var again = await PackagesProvisioner.ProvisionAsync(
            server.Guest,
            server.Configuration,
            new ProvisionOptions(),
            progress: null,
            TestContext.Current.CancellationToken
        );
        Assert.Empty(again.Changes);
        var results = await ConformanceSuite.RunAsync(
            server.Context(),
            ["OPS-03", "SMTP-01", "TLS-01", "REL-01", "DLV-01"],
            null,
            TestContext.Current.CancellationToken
        );
        Assert.All(results, result => Assert.True(result.Verdict == Verdict.Passed, $"{result.Id} {result.Verdict}: {result.Summary}"));
    }

    private static async Task<string> AskAsync(MailServer server, string command) =>
        (await server.RunAsync(command, TestContext.Current.CancellationToken)).Output.Trim();
}
