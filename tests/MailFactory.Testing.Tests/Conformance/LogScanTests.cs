using MailFactory.Testing.Conformance.Operations;

namespace MailFactory.Testing.Tests.Conformance;

public sealed class LogScanTests
{
    [Theory]
    [InlineData("2026-11-23T16:00:00+00:00 vm postfix/smtpd[12]: fatal: no SASL authentication mechanisms")]
    [InlineData("2026-11-23T16:00:00+00:00 vm postfix/master[1]: panic: bad event")]
    [InlineData("2026-11-23T16:00:00+00:00 vm dovecot[7]: lmtp(bob): Fatal: cannot continue")]
    [InlineData("2026-11-23T16:00:00+00:00 vm dovecot[7]: imap(bob): Error: open() failed: Permission denied")]
    [InlineData("2026-11-23T16:00:00+00:00 vm kernel: lmtp[99]: segfault at 0 ip 0")]
    [InlineData("2026-11-23T16:00:00+00:00 vm kernel: Out of memory: Killed process 77 (imap)")]
    [InlineData("2026-11-23T16:00:00+00:00 vm postfix/cleanup[4]: warning: 451 4.3.5 Server configuration error")]
    [InlineData("Nov 23 16:27:34 rootfs mail.crit postfix/postfix-script[434]: fatal: the Postfix mail system is not running")]
    public void A_crash_or_a_broken_configuration_is_found(string line) => Assert.Equal([line], LogScan.Find($"2026-11-23T15:00:00+00:00 vm postfix/qmgr[1]: removed\n{line}\n"));

    [Theory]
    [InlineData("2026-11-23T16:00:00+00:00 vm postfix/smtpd[12]: warning: unknown[10.0.2.2]: SASL PLAIN authentication failed: (reason unavailable), fatal: no")]
    [InlineData("2026-11-23T16:00:00+00:00 vm postfix/smtpd[12]: warning: TLS library problem: error:0A000102:SSL routines::unsupported protocol")]
    [InlineData("2026-11-23T16:00:00+00:00 vm sshd[5]: fatal: userauth_pubkey: parse key: permission denied")]
    [InlineData("2026-11-23T16:00:00+00:00 vm postfix/smtp[5]: to=<fatal@example.net>, status=sent")]
    [InlineData("-- Boot 0123456789 --")]
    public void What_is_normal_or_our_own_doing_is_not(string line) => Assert.Empty(LogScan.Find(line));
}
