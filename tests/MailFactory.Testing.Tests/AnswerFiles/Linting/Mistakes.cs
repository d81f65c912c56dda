namespace MailFactory.Testing.Tests.AnswerFiles.Linting;

/// <summary>
/// Mistakes, one for each rule that forbids something, and for the readers' own; among them all that kept earlier collections of
/// answer files for these distros from ever installing anything.
/// </summary>
internal static class Mistakes
{
    private const string Poweroff = "d-i debian-installer/exit/poweroff boolean true\n";
    private const string Hash = "\"$6$sample$notahashofanything\"";

    public static IReadOnlyList<Mistake> All { get; } =
    [
        // Debian
        new("debian-13", "syntax", "d-i netcfg/choose_interface select auto", "d-i netcfg/choose_interface"),
        new("debian-13", "unknown", "d-i netcfg/get_domain", "d-i netcfg/get_domian"),
        new("debian-11", "unknown", Poweroff, $"{Poweroff}d-i hw-detect/firmware-lookup string never\n"),
        new("debian-13", "value", "clock-setup/utc boolean true", "clock-setup/utc boolean maybe"),
        new("debian-12", "misspelt-key", "partman-partitioning/confirm_write_new_label", "partman/confirm_write_new_label"),
        new(
            "debian-13",
            "plain-text-password",
            "passwd/user-password-crypted password $6$sample$notahashofanything",
            "passwd/user-password password x"
        ),
        new("debian-13", "root-locked", "passwd/root-login boolean false", "passwd/root-login boolean true"),
        new("debian-13", "root-locked", Poweroff, $"{Poweroff}d-i passwd/root-password-crypted password $6$a$bcdef\n"),
        new("debian-13", "unsigned", Poweroff, $"{Poweroff}d-i debian-installer/allow_unauthenticated boolean true\n"),
        new("debian-13", "restart", Poweroff, "d-i debian-installer/exit/halt boolean true\n"),
        new("debian-13", "user", Poweroff, $"{Poweroff}d-i passwd/make-user boolean false\n"),
        // Kickstart
        new("fedora-41", "removed-command", "skipx\n", "skipx\nauthconfig --enableshadow --passalgo=sha512\n"),
        new("fedora-38", "removed-command", "skipx\n", "skipx\nauth --enableshadow\n"),
        new("rocky-9", "deprecated-command", "skipx\n", "skipx\nauth --enableshadow\n"),
        new("rocky-9", "removed-command", "text\n", "text\ninstall\n"),
        new("fedora-40", "removed-command", "text\n", "text\nautostep\n"),
        new("almalinux-9", "removed-option", "timezone Etc/UTC --utc", "timezone Etc/UTC --isUtc"),
        new("fedora-41", "restart", "poweroff\n", "reboot\n"),
        new("rhel-9", "network-card", "--device=link", "--device=eth0"),
        new("rhel-9", "plain-text-password", "--iscrypted --password='$6$sample$notahashofanything'", "--plaintext --password=x"),
        new("rhel-9", "plain-text-password", "rootpw --lock", "rootpw letmein"),
        new("rhel-9", "ignored-packages", "%packages\n", "%packages --ignoremissing\n"),
        new("rhel-9", "missing-package", "sudo\ntar\n", "sudo\ndocker\ndocker-compose\n"),
        new("rhel-9", "questions", "text\n", "graphical\n"),
        new("fedora-39", "unknown", "zerombr\n", "zerombr\nclearparts --all\n"),
        new("fedora-39", "unknown", "--initlabel", "--initlabels"),
        new("fedora-39", "unknown", "zerombr\n", "zerombr\nrhsm\n"),
        new("fedora-39", "value", "lang en_US.UTF-8", "lang english"),
        new("fedora-39", "syntax", "tar\n%end", "tar"),
        new("fedora-39", "syntax", "skipx\n", "skipx\n%end\n"),
        new("fedora-39", "syntax", "--append=\"console=tty0", "--append='console=tty0"),
        new("fedora-39", "nonce", "echo 'MAILFACTORY", "echo 'INSTALLED"),
        new("fedora-39", "nonce", "> \"$port\"\ndone\n%end\n\n%onerror", "> \"$port\"\ndone\ndnf install tar\n%end\n\n%onerror"),
        new("fedora-39", "nonce", "%post --erroronfail", "%pre --erroronfail"),
        // Autoinstall
        new("ubuntu-24", "syntax", "#cloud-config\n", "# cloud-config\n"),
        new("ubuntu-24", "syntax", "  version: 1\n", "  version: [1\n"),
        new("ubuntu-24", "unknown", "  shutdown: poweroff", "  shutdwn: poweroff"),
        new("ubuntu-24", "value", "  shutdown: poweroff", "  shutdown: halt"),
        new("ubuntu-22", "unknown", "  shutdown: poweroff\n", "  shutdown: poweroff\n  kernel-crash-dumps:\n    enabled: false\n"),
        new("ubuntu-24", "restart", "  shutdown: poweroff", "  shutdown: reboot"),
        new(
            "ubuntu-24",
            "network-card",
            "  shutdown: poweroff\n",
            "  shutdown: poweroff\n  network:\n    version: 2\n    ethernets:\n      enp0s3:\n        dhcp4: true\n"
        ),
        new(
            "ubuntu-22",
            "network-card",
            "  shutdown: poweroff\n",
            "  shutdown: poweroff\n  network:\n    network:\n      version: 2\n      ethernets:\n        eth0:\n          dhcp4: true\n"
        ),
        new("ubuntu-24", "user", "username: \"mailtest\"", "username: root"),
        new("ubuntu-24", "password-login", "allow-pw: false", "allow-pw: true"),
        new("ubuntu-24", "questions", "  shutdown: poweroff\n", "  shutdown: poweroff\n  interactive-sections:\n    - network\n"),
        new("ubuntu-24", "plain-text-password", Hash, "\"letmein\""),
        new("ubuntu-24", "wrong-system", "curtin in-target -- systemctl enable ssh", "systemctl enable ssh"),
        new("ubuntu-24", "nonce", "  error-commands:", "    - apt-get update\n\n  error-commands:"),
        new("ubuntu-24", "literal-marker", "realname: Mail Test", "realname: MAILFACTORY-INSTALL-OK"),
        new("ubuntu-24", "literal-marker", "realname: Mail Test", "realname: Mail Test # 00000000000000000000000000000000"),
        // AutoYaST
        new("opensuse-15", "syntax", "</general>", "</generals>"),
        new("opensuse-15", "syntax", "http://www.suse.com/1.0/yast2ns", "http://www.suse.com/1.0/yast"),
        new("opensuse-15", "unknown", "<halt config:type=\"boolean\">true</halt>", "<haltt config:type=\"boolean\">true</haltt>"),
        new("opensuse-15", "value", "<hwclock>UTC</hwclock>", "<hwclock>GMT</hwclock>"),
        new("opensuse-15", "restart", "</mode>", "<forceboot config:type=\"boolean\">true</forceboot></mode>"),
        new("opensuse-15", "restart", "</mode>", "<final_reboot config:type=\"boolean\">true</final_reboot></mode>"),
        new(
            "opensuse-15",
            "network-card",
            "<dns>",
            "<interfaces config:type=\"list\"><interface><device>eth0</device></interface></interfaces><dns>"
        ),
        new("opensuse-15", "plain-text-password", "<user_password>$6$sample$notahashofanything<", "<user_password>letmein<"),
        new("opensuse-15", "plain-text-password", "<encrypted config:type=\"boolean\">true<", "<encrypted config:type=\"boolean\">false<"),
        new("opensuse-15", "missing-package", "<package>tar</package>", "<package>docker</package>"),
        new("opensuse-15", "missing-package", "<service>sshd</service>", "<service>sshd</service><service>docker</service>"),
        new("opensuse-15", "type", "<halt config:type=\"boolean\">", "<halt>"),
        new(
            "opensuse-15",
            "later-stage",
            "</scripts>",
            "<init-scripts config:type=\"list\"><script><filename>a.sh</filename><source>true</source></script></init-scripts></scripts>"
        ),
        new(
            "opensuse-15",
            "unsigned",
            "</general>",
            "<signature-handling><accept_unsigned_file config:type=\"boolean\">true</accept_unsigned_file></signature-handling></general>"
        ),
        new("opensuse-15", "nonce", "echo 'MAILFACTORY", "echo 'INSTALLED"),
        new("opensuse-15", "literal-marker", "trap fail EXIT", "trap 'echo MAILFACTORY-INSTALL-FAIL' EXIT"),
        // Any format
        new("ubuntu-22", "known-password", Hash, "'$6$rounds=4096$saltsalt$3GjlsomethingEverybodyKnows'"),
        new("ubuntu-22", "plain-text-password", "curtin in-target -- passwd --lock root", "echo root:root | chpasswd"),
        new("debian-13", "network-card", "chmod 0700", "ifup enp0s3\nchmod 0700"),
        new("opensuse-15", "restart", "trap - EXIT\n", "trap - EXIT\nreboot\n"),
        new("fedora-41", "unverified-download", "set -e\n", "set -e\ncurl -s https://get.example.com/ | sh\n"),
    ];
}
