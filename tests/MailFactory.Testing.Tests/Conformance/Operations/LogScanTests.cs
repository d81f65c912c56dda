using MailFactory.Testing.Conformance.Operations;

namespace MailFactory.Testing.Tests.Conformance.Operations;

public sealed class LogScanTests
{
    [Theory]
    [InlineData("2026-11-23T16:00:00+00:00 vm postfix/smtpd[12]: fatal: no SASL authentication mechanisms")]
    [InlineData("2026-11-23T16:00:00+00:00 vm postfix/master[1]: panic: bad event")]
    [InlineData("2026-11-23T16:00:00+00:00 vm dovecot[7]: lmtp(bob): Fatal: cannot continue")]
    [InlineData("2026-11-23T16:00:00+00:00 vm dovecot[7]: imap(bob): Error: open() failed: Permission denied")]
    [InlineData("2026-11-23T16:00:00+00:00 vm kernel: lmtp[99]: segfault at 0 ip 0")]
    [InlineData("2026-11-23T16:00:00+00:00 vm dovecot[7]: master: Error: service(imap): child 99 killed with signal 11 (core dumped)")]
    [InlineData("2026-11-23T16:00:00+00:00 vm postfix/master[1]: warning: process /usr/lib/postfix/sbin/smtpd pid 9 killed by signal 9")]
    [InlineData("2026-11-23T16:00:00+00:00 vm systemd[1]: dovecot.service: Main process exited, code=dumped, status=6/ABRT")]
    [InlineData("2026-11-23T16:00:00+00:00 vm postfix/cleanup[4]: warning: write queue file: No space left on device")]
    [InlineData("2026-11-23T16:00:00+00:00 vm dovecot[7]: imap(bob): Error: Corrupted index file /var/vmail/dovecot.index: wrong size")]
    [InlineData("2026-11-23T16:00:00+00:00 vm redis-server[5]: panic: out of luck")]
    [InlineData("2026-11-23T16:00:00+00:00 vm kernel: Out of memory: Killed process 77 (imap)")]
    [InlineData("2026-11-23T16:00:00+00:00 vm postfix/cleanup[4]: warning: 451 4.3.5 Server configuration error")]
    [InlineData(
        "2026-11-23T16:00:00+00:00 vm kernel: audit: type=1400 audit(1.1:2): apparmor=\"DENIED\" operation=\"open\" "
            + "profile=\"/usr/lib/dovecot/imap\" name=\"/var/vmail/x\""
    )]
    [InlineData(
        "2026-11-23T16:00:00+00:00 vm audit[99]: AVC apparmor=\"DENIED\" operation=\"connect\" profile=\"postfix-smtpd\" name=\"/run/x\""
    )]
    [InlineData(
        "2026-11-23T16:00:00+00:00 vm audit[99]: AVC avc:  denied  { write } for  pid=99 comm=\"lmtp\" "
            + "scontext=system_u:system_r:dovecot_t:s0 tclass=dir permissive=0"
    )]
    [InlineData("Nov 23 16:27:34 rootfs mail.crit postfix/postfix-script[434]: fatal: the Postfix mail system is not running")]
    public void A_crash_or_a_broken_configuration_is_found(string line) =>
        Assert.Equal([line], LogScan.Find($"2026-11-23T15:00:00+00:00 vm postfix/qmgr[1]: removed\n{line}\n"));

    [Theory]
    [InlineData(
        "2026-11-23T16:00:00+00:00 vm postfix/smtpd[12]: warning: unknown[10.0.2.2]: SASL PLAIN authentication failed: (reason "
            + "unavailable), fatal: no"
    )]
    [InlineData(
        "2026-11-23T16:00:00+00:00 vm postfix/smtpd[12]: warning: TLS library problem: error:0A000102:SSL routines::unsupported protocol"
    )]
    [InlineData("2026-11-23T16:00:00+00:00 vm sshd[5]: fatal: userauth_pubkey: parse key: permission denied")]
    [InlineData("2026-11-23T16:00:00+00:00 vm postfix/smtp[5]: to=<fatal@example.net>, status=sent")]
    [InlineData(
        "2026-11-23T16:00:00+00:00 vm audit[99]: AVC apparmor=\"ALLOWED\" operation=\"open\" profile=\"dovecot\" name=\"/var/vmail/x\""
    )]
    [InlineData(
        "2026-11-23T16:00:00+00:00 vm kernel: audit: type=1400 audit(1.1:2): apparmor=\"DENIED\" operation=\"capable\" "
            + "profile=\"/usr/sbin/cupsd\" capname=\"net_admin\""
    )]
    [InlineData("2026-11-23T16:00:00+00:00 vm postfix/smtpd[12]: NOQUEUE: reject: apparmor=\"DENIED\" said somebody in a postfix greeting")]
    [InlineData("2026-11-27T10:05:04+00:00 vm sudo[695]: mailtest : USER=root ; COMMAND=sh -c 'grep -Ei panic|segfault|dumped core'")]
    [InlineData("-- Boot 0123456789 --")]
    public void What_is_normal_or_our_own_doing_is_not(string line) => Assert.Empty(LogScan.Find(line));
}
