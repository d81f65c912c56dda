using MailFactory.Testing.Runs;

namespace MailFactory.Testing.IntegrationTests.Conformance;

/// <summary>A way to break a real server, how to mend it, and what the check that looks for it must say.</summary>
internal sealed record Breakage(string Check, string Name, string Breaking, string Mending, string Says)
{
    /// <summary>How the check must end.</summary>
    public Verdict Verdict { get; init; } = Verdict.Failed;

    /// <summary>
    /// By what the check's limits are multiplied: many faults are seen when a wait for mail is over. Dovecot, which answers failed logins
    /// late, needs more than Postfix; a check under load, whose wait ends with an empty queue, needs all of it on a busy host.
    /// </summary>
    public double TimeoutScale { get; init; } = 0.2;

    private const string RestoreDovecot = "mv /etc/dovecot/dovecot.conf.good /etc/dovecot/dovecot.conf && doveadm reload && sleep 1";

    public static IReadOnlyList<Breakage> All { get; } =
    [
        Postfix(
            "REL-01",
            "relay opened",
            "victim@example.net",
            "mynetworks=0.0.0.0/0",
            "smtpd_relay_restrictions=permit_mynetworks,reject_unauth_destination"
        ),
        Postfix(
            "TLS-03",
            "old TLS allowed",
            "smtp/25 accepts TLS 1.0",
            "smtpd_tls_protocols=>=TLSv1",
            "tls_medium_cipherlist=ALL:@SECLEVEL=0"
        ),
        Postfix("SMTP-02", "login on 25", "smtp/25 offers AUTH ", "smtpd_sasl_auth_enable=yes", "smtpd_tls_auth_only=no"),
        Postfix("DLV-01", "mail lost", "waited", "virtual_transport=discard:"),
        Postfix("DLV-02", "mail lost", "was not announced", "virtual_transport=discard:"),
        Postfix("DLV-03", "mail lost", "waited", "virtual_transport=discard:"),
        Postfix(
            "DLV-03",
            "a copy for somebody else",
            "and 1 copies are in the mailbox of test3@dev.local",
            "recipient_bcc_maps=inline:{test2@dev.local=test3@dev.local}"
        ) with
        {
            TimeoutScale = 1,
        },
        Postfix(
            "DLV-11",
            "a line of a mail in chunks changed",
            "the body changed",
            "body_checks=regexp:{{/^From the beginning/ REPLACE >From the beginning}}"
        ) with
        {
            TimeoutScale = 1,
        },
        Postfix("DLV-04", "a small limit is no fault", "parts arrived with the same structure", "message_size_limit=500000") with
        {
            Verdict = Verdict.Passed,
            TimeoutScale = 1,
        },
        Postfix("POL-04", "a limit below what every server must take", "is smaller than the 64000", "message_size_limit=50000"),
        Postfix("DLV-04", "a line of an attachment changed", "all-bytes.bin", "body_checks=regexp:{{/^AAECAwQF/ REPLACE AAECAwQGBgcI}}"),
        Postfix("RCP-02", "no postmaster", "550 5.1.1", "virtual_mailbox_maps=inline:{test2@dev.local=x}"),
        Postfix(
            "RCP-04",
            "a target forgotten",
            "in the INBOX of redirect2",
            "virtual_alias_maps=inline:{{test1@dev.local = redirect1@dev.local}}"
        ),
        Postfix("OPS-05", "mail lost", "lost", "virtual_transport=discard:") with
        {
            TimeoutScale = 1,
        },
        new(
            "REL-02",
            "foreign host down",
            "systemctl stop foreign-sink",
            "systemctl start foreign-sink; postsuper -d ALL",
            "the foreign host never got it"
        ),
        Dovecot(
            "IMAP-02",
            "clear login allowed",
            "not refused for want of TLS",
            "s/^auth_allow_cleartext = no/auth_allow_cleartext = yes/; s/^ssl = required/ssl = yes/"
        ),
        Dovecot("IMAP-05", "no special use", "no mailbox is marked", "/special_use/d"),
        Dovecot("IMAP-07", "no MOVE", "MOVE is not offered", "$ a protocol imap {\\n  imap_capability {\\n    MOVE = no\\n  }\\n}"),
        Dovecot("POP-01", "another mailbox over POP3", "STAT counts", "$ a protocol pop3 {\\n  mail_path = ~/Other\\n}"),
        Dovecot(
            "POP-02",
            "deleted messages kept",
            "still there after DELE and QUIT",
            "$ a protocol pop3 {\\n  pop3_delete_type = flag\\n  pop3_deleted_flag = $POP3Deleted\\n}"
        ),
        new(
            "IMAP-06",
            "mailboxes read-only",
            "chmod 550 /var/vmail/dev.local/test2/Maildir",
            "chmod 700 /var/vmail/dev.local/test2/Maildir",
            "the server"
        ),
        new(
            "IMAP-10",
            "mailboxes read-only",
            "chmod 550 /var/vmail/dev.local/test2/Maildir",
            "chmod 700 /var/vmail/dev.local/test2/Maildir",
            "the server"
        ),
        Postfix(
            "DLV-08",
            "reports lost",
            "no report came",
            "internal_mail_filter_classes=bounce",
            "header_checks=regexp:{{/^Subject: Successful/ DISCARD}}"
        ),
        Postfix(
            "POL-04",
            "a line of a large message changed",
            "was changed on its way",
            "body_checks=regexp:{{/^AAECAwQF/ REPLACE AAECAwQGBgcI}}"
        ),
        Postfix("DKM-03", "what others say in our name is kept", "2 forged Authentication-Results", "header_checks=") with
        {
            Verdict = Verdict.Warned,
        },
        Postfix("RCP-05", "no plus signs", "test3+check@dev.local gets the reply: 550", "recipient_delimiter=") with
        {
            Verdict = Verdict.Warned,
        },
        Dovecot(
            "OPS-06",
            "three connections a user",
            "connection 4 of one user is refused",
            "$ a protocol imap {\\n  mail_max_userip_connections = 3\\n}"
        ),
        new(
            "OPS-13",
            "a setting changed by hand",
            "postconf -e smtpd_helo_required=no && postfix reload && sleep 1",
            "true",
            "the second time changed: "
        ),
        Postfix(
            "SMTP-13",
            "nonsense for ever",
            "25 unknown commands are all answered",
            "smtpd_hard_error_limit=100",
            "smtpd_error_sleep_time=0"
        ) with
        {
            Verdict = Verdict.Warned,
            TimeoutScale = 1,
        },
        Postfix("POL-05", "loops not noticed", "it was delivered", "hopcount_limit=500") with
        {
            Verdict = Verdict.Warned,
            TimeoutScale = 1,
        },
        Postfix(
            "DLV-07",
            "an encoded subject changed",
            "the header field \"Subject: =",
            "header_checks=regexp:{{/^Subject: =\\?/ REPLACE Subject: changed}}"
        ) with
        {
            Verdict = Verdict.Warned,
        },
        Postfix(
            "DLV-09",
            "an alias that is another address of the user as well",
            "was delivered 2 times",
            "virtual_alias_maps=inline:{{test1@dev.local = redirect1+copy@dev.local}}"
        ) with
        {
            Verdict = Verdict.Warned,
            TimeoutScale = 1,
        },
        Postfix(
            "DLV-10",
            "one of fifty lost",
            "lost 1 of 50 messages that were accepted",
            "header_checks=regexp:{{/^Subject: numbered-.* number 17$$/ DISCARD}}"
        ) with
        {
            TimeoutScale = 1,
        },
        Postfix(
            "DLV-10",
            "one of fifty doubled",
            "has 1 messages more than once",
            "header_checks=regexp:{{/^Subject: numbered-.* number 17$$/ BCC test3+copy@dev.local}}"
        ) with
        {
            TimeoutScale = 1,
        },
        new("IMAP-04", "Dovecot stopped", "systemctl stop dovecot", "systemctl start dovecot", "imap/143"),
    ];

    /// <summary>How the optional parts can be broken.</summary>
    public static IReadOnlyList<Breakage> OfParts { get; } =
    [
        Postfix("SPM-01", "nobody looks for spam", "spam (GTUBE) got the reply: 250", "smtpd_milters="),
        Postfix("VIR-01", "nobody looks for viruses", "a virus (EICAR) got the reply: 250", "smtpd_milters=inet:127.0.0.1:11332"),
        Postfix("DKM-01", "nobody signs", "has 0 DKIM signatures", "smtpd_milters=inet:127.0.0.1:7357"),
        Postfix("QTA-02", "nobody asks for the quota", "gets the reply: 250", "smtpd_recipient_restrictions="),
        Dovecot(
            "SIV-01",
            "Sieve is not run at delivery",
            "is where the script files it",
            "s/^    sieve = yes//; s/mail_plugins sieve$/mail_plugins/"
        ),
        new(
            "VIR-03",
            "refused without a scanner",
            "sed -i 's/^OnFail .*/OnFail Reject/' /etc/clamav/clamav-milter.conf && systemctl restart clamav-milter",
            "sed -i 's/^OnFail .*/OnFail Defer/' /etc/clamav/clamav-milter.conf && systemctl restart clamav-milter",
            "is refused for good"
        ),
        new(
            "VIR-02",
            "archives are not looked into",
            "sed -i 's/^ScanArchive .*/ScanArchive false/' /etc/clamav/clamd.conf && systemctl restart clamav-daemon",
            "sed -i 's/^ScanArchive .*/ScanArchive true/' /etc/clamav/clamd.conf && systemctl restart clamav-daemon",
            "a virus (EICAR) in a zip archive got the reply: 250"
        )
        {
            Verdict = Verdict.Warned,
        },
        .. OfSieveAnswers,
        Dovecot("QTA-01", "another limit", "the limit that is told is 20480 KiB instead of", "s/=30M/=20M/; s/= 30M/= 20M/"),
    ];

    private static IReadOnlyList<Breakage> OfSieveAnswers =>
        [
            .. new[]
            {
                Postfix(
                    "SIV-04",
                    "answers do not say what they are",
                    "an answer says Auto-Submitted: nothing",
                    "header_checks=regexp:{{/^Auto-Submitted: auto-replied/ IGNORE}}"
                ),
                Postfix(
                    "SIV-04",
                    "letters of programs are not known",
                    "a letter that was sent by a program (Auto-Submitted) is answered",
                    "header_checks=regexp:{{/^Auto-Submitted: auto-generated/ IGNORE}}"
                ),
                Postfix(
                    "SIV-04",
                    "lists are not known",
                    "a letter to a mailing list (List-Id) is answered",
                    "header_checks=regexp:{{/^List-Id:/ IGNORE}}"
                ),
                Dovecot("SIV-04", "redirected mail lost", "is 0 times in the mailbox of test3", "$ a sendmail_path = /bin/false"),
                Postfix(
                    "SIV-04",
                    "redirected mail doubled",
                    "a redirected letter from test2@dev.local",
                    "header_checks=regexp:{{/^Subject: check-.* redirected$$/ BCC test3+copy@dev.local}}"
                ),
                Sieve(
                    "answers for whoever is not named",
                    "a letter that does not name its receiver is answered",
                    "sieve_vacation_dont_check_recipient = yes",
                    "sieve_vacation_check_recipient = no"
                ),
                Sieve(
                    "answers have a sender",
                    "the envelope's sender <test2@dev.local> instead of none",
                    "sieve_vacation_send_from_recipient = yes",
                    "sieve_vacation_send_from_recipient = yes"
                ),
                new(
                    "SIV-04",
                    "nobody remembers who got an answer",
                    "cd /var/vmail/dev.local/test2 && rm -f .dovecot.lda-dupes && mkdir .dovecot.lda-dupes",
                    "rmdir /var/vmail/dev.local/test2/.dovecot.lda-dupes",
                    "a second letter of the same sender is answered"
                ),
                new("SIV-04", "a program answers everything", AnswerEverything, AnswerNothing, "a letter without a sender is answered"),
            }.Select(breakage => breakage with { Verdict = Verdict.Warned, TimeoutScale = 0.5 }),
        ];

    // Each letter to the user is also handed to a program, which sends the text of the user's script to where its author wants answers.
    private const string AnswerEverything = """
        cd /etc/postfix && cp -p main.cf main.cf.good && cp -p master.cf master.cf.good
        cat >/usr/local/bin/answer-everything <<'END'
        #!/bin/sh
        letter=$(cat)
        to=$(echo "$letter" | sed -n 's/^Reply-To: //p')
        about=$(echo "$letter" | sed -n 's/^Message-I[dD]: //p')
        text=$(sed -n 's/.*vacation :days 7 "\([^"]*\)".*/\1/p' /var/vmail/dev.local/test2/.dovecot.sieve)
        [ -z "$to" ] || printf 'To: %s\nIn-Reply-To: %s\n\n%s\n' "$to" "$about" "$text" | /usr/sbin/sendmail -f test2@dev.local "$to"
        END
        chmod 755 /usr/local/bin/answer-everything
        postconf -M answer/unix='answer unix - n n - - pipe user=vmail argv=/usr/local/bin/answer-everything'
        postconf -e 'transport_maps=inline:{answer.invalid=answer:}' 'recipient_bcc_maps=inline:{test2@dev.local=test2@answer.invalid}'
        postfix reload && sleep 1
        """;

    private const string AnswerNothing =
        "cd /etc/postfix && mv main.cf.good main.cf && mv master.cf.good master.cf && postfix reload && sleep 1 && postsuper -d ALL";

    // Settings stay as they were in a copy; a reload takes a moment to reach every process.
    private static Breakage Postfix(string check, string name, string says, params string[] settings) =>
        new(
            check,
            name,
            "cp -p /etc/postfix/main.cf /etc/postfix/main.cf.good && postconf -e "
                + $"{string.Join(' ', settings.Select(setting => $"'{setting}'"))} && postfix reload && sleep 1",
            "mv /etc/postfix/main.cf.good /etc/postfix/main.cf && postfix reload && sleep 1 && postsuper -d ALL",
            says
        )
        {
            TimeoutScale = 0.1,
        };

    // Dovecot 2.3 has its settings of Sieve in a block, 2.4 has not.
    private static Breakage Sieve(string name, string says, string older, string newer) =>
        Dovecot("SIV-04", name, says, $"s/^  sieve = file:.*/&\\n  {older}/; s/^sieve_script personal {{/{newer}\\n&/");

    private static Breakage Dovecot(string check, string name, string says, string edit) =>
        new(
            check,
            name,
            $"cp -p /etc/dovecot/dovecot.conf /etc/dovecot/dovecot.conf.good && sed -i '{edit}' /etc/dovecot/dovecot.conf && "
                + "doveadm reload && sleep 1",
            RestoreDovecot,
            says
        );
}
