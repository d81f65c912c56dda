namespace MailFactory.Build.Tests.CommandLines;

/// <summary>The command lines that both engines must read alike; none of them starts a machine.</summary>
public static class CommandLineCases
{
    private static readonly string _digest = new('a', 64);

    public static IReadOnlyList<CommandLineCase> All { get; } =
    [
        // What NUKE's own reading would make the default target of, which is the whole matrix.
        new([""], 3, "Unknown target ''."),
        new(["Te.s/t"], 3, "Unknown target 'Te.s/t'. Did you mean Test or TestMailServer?"),
        new(["Test+"], 3, "Unknown target ''."),
        new(["Nope"], 3, "Unknown target 'Nope'."),
        new(["--no-logo", "ListIsoz"], 3, "Did you mean ListIsos?"),
        new(["--distro"], 3, "--distro needs at least one value: text."),
        new(["Report", "--merge"], 3, "--merge needs at least one value: a path."),
        new(["--checks", "SMTP-01", "Status"], 3, "'Status' after --checks could be a value or a target"),
        new(["--merge", "a", "Report"], 3, "'Report' after --merge could be a value or a target"),
        new(["--help", "Status"], 0, "Shows the state of the current or last run"),
        new(["--work-directory", "{work}", "ListIsos"], 0, "debian-13"),
        new(["ListIsos", "--work-directory={work}"], 0, "debian-13"),
        new(["--work-directory={work}", "list-isos"], 0, "debian-13"),
        // Names and values that are not right.
        new(["Status", "--nope"], 3, "Unknown parameter --nope."),
        new(["Status", "--mem.ory", "512"], 3, "Unknown parameter --mem.ory. Did you mean --memory?"),
        new(["Status", "--memory", "much"], 3, "--memory: 'much' does not fit, expected a whole number."),
        new(["Status", "--memory"], 3, "--memory needs a value: a whole number."),
        new(["Status", "--memory", "-1"], 3, "--memory: -1 is not between 512 and 1048576"),
        new(["Status", "--timeout-scale", "NaN"], 3, "--timeout-scale: 'NaN' does not fit, expected a number."),
        new(["Status", "--timeout-scale", "0,001"], 3, "--timeout-scale: '0,001' does not fit, expected a number."),
        new(["Status", "--timeout-scale", "1e3"], 3, "--timeout-scale: 1000 is not between 0.001 and 40"),
        new(["PruneIsos", "--iso-quota", "NaN"], 3, "--iso-quota: 'NaN' does not fit, expected a number."),
        new(["Test", "--distro", "nosuch"], 3, "--distro: unknown nosuch"),
        new(["Test", "--distro", ""], 3, "--distro: the value is empty."),
        new(["Test", "--accelerator", "xen"], 3, "--accelerator: 'xen' is none of auto, kvm, tcg"),
        new(
            ["Test", "--distro", "debian-13", "--iso-sha256", _digest],
            3,
            "--iso-sha256 is the digest of the ISO at --iso-path, which is not given"
        ),
        new(["Test", "--iso-path", "/", "--iso-sha256", _digest], 3, "--iso-path: / is a folder, not a file"),
        new(["TestMailServer", "--accounts", "x.json"], 3, "--accounts goes with --server, which is not given"),
        new(["TestMailServer", "--server", "mail.example.org"], 3, "--server needs --accounts"),
        new(["TestMailServer", "--server", "m.example.org", "--profile", "nosuch"], 3, "--profile: there is no "),
        new(["DownloadIsos", "--server", "m.example.org", "--accounts", "x.json"], 3, "--server is for TestMailServer"),
        new(["TestMailServer", "--server", "m.example.org", "--accounts", "{work}/x.json"], 3, "x.json: cannot be read: "),
        new(["Test", "--server", "m.example.org", "--accounts", "x.json", "--distro", "debian-13"], 3, "leave out --distro"),
        new(["Test", "--server", "m.example.org", "--accounts", "x", "--profile", "any", "--ports", "smpt"], 3, "did you mean smtp?"),
        new(["TestMailServer", "--checks=TLS,OPSX"], 3, "--checks: unknown OPSX (did you mean OPS?); allowed are "),
        new(["TestMailServer", "--image", "/dev/null"], 3, "--image is one disk of one distro: name it with --distro"),
        new(["Status", "--distro", "debian-12", "--image-user", "me"], 3, "--image-user goes with --image, which is not given"),
        new(["Status", "--distro", "debian-12", "--image", "a", "--ssh-key", "b"], 3, "--ssh-key needs --image-user"),
        new(["Status", "--parts", "sieve", "spma"], 3, "--parts: unknown spma (did you mean spam?); allowed are sieve, quota, spam, virus"),
        new(["Status", "--parts", "none", "sieve"], 3, "--parts: all and none cannot be combined with other parts"),
        new(["Status", "--provisioner", "mail-factory", "--parts", "sieve"], 3, "--parts goes with --provisioner packages"),
        new(["Status", "--parts=all", "--work-directory", "{work}", "--json"], 0, "\"exitCode\": 0") { IsDocument = true },
        new(["Status", "--detach"], 3, "--detach: Status runs no machine"),
        new(["Status", "--verbosity", "foo"], 3, "--verbosity: 'foo' does not fit, expected Verbose, Normal, Minimal, Quiet."),
        new(["Status", "--host", "moon"], 3, "--host: unknown host 'moon'."),
        new(["Status", "--root", "/etc/passwd"], 3, "--root: there is no folder /etc/passwd."),
        new(["Status", "--profile", "nosuch"], 3, "--profile: there is no "),
        new(["Kill"], 3, "Target Kill requires --process"),
        new(["DeleteVms"], 3, "Target DeleteVms requires --distro"),
        new(["Status", "--nope", "--json"], 3, "\"exitCode\": 3") { IsDocument = true },
        new(["Watch", "--web", "--listen", "eth0", "--work-directory={work}"], 3, "--listen eth0: must be an IP address of this host"),
        new(["Watch", "--web", "--port", "0", "--work-directory={work}"], 3, "--port 0: must be from 1 to 65535"),
        new(["Watch", "--port", "8470", "--work-directory={work}"], 3, "--port needs --web or --serve"),
        new(["Site", "--serve", "--port", "0", "--work-directory={work}"], 3, "--port 0: must be from 1 to 65535"),
        new(["Site", "--output", "/usr", "--work-directory={work}"], 3, "/usr is not empty and is not a site of this project"),
        new(["Report", "--compare", "last-two", "--work-directory={work}"], 3, "--compare last-two: "),
        new(["--help", "Test"], 0, "--known-issues"),
        // What is shown instead of running.
        new(["--help"], 0, "Targets (with their direct dependencies):"),
        new(["--plan"], 0, "Plan of Test ("),
        new(["--plan", "--plan-format", "json"], 0, "\"invoked\"") { IsDocument = true },
        new(["ListIsos", "--plan-format=html"], 0, "execution-plan.html"),
        new(["Test", "--plan", "--skip", "ArchiveVms"], 3, "--skip: TestMailServer needs ArchiveVms"),
        new(["Test", "--skip", "ArchiveVms"], 3, "--skip: TestMailServer needs ArchiveVms"),
        new(["Test", "--skip", "Nope"], 3, "Unknown target 'Nope'."),
        new(["--completion", "bash"], 0, "complete -F _nuke_build"),
        new(["--shell-completion", "Sta"], 0, "Status\t"),
        // What runs.
        new(["Status", "--format", "json"], 0, "\"isRunning\": false") { IsDocument = true },
        new(["Stop"], 0, "nothing is running"),
        new(["ListIsos", "--work-directory", "{work}", "--json"], 0, "\"exitCode\": 0") { IsDocument = true },
        new(["ListVms", "ListIsos", "--work-directory", "{work}"], 0, "ListVms"),
    ];
}
