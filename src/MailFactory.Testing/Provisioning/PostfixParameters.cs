using MailFactory.Testing.MailProtocols.Accounts;

namespace MailFactory.Testing.Provisioning;

/// <summary>Postfix's parameters as <c>name=value</c>; every version from 3.5 on knows all of them.</summary>
internal static class PostfixParameters
{
    // Postfix puts the type in, which only the installed version knows.
    private const string Table = "$default_database_type:/etc/postfix/";

    // Valid in all versions, unlike ">=TLSv1.2" (RFC 8996).
    private const string Protocols = "!SSLv2, !SSLv3, !TLSv1, !TLSv1.1";

    /// <summary>The parameters of main.cf, which also hold for port 25.</summary>
    public static IReadOnlyList<string> Main(MailConfiguration configuration) =>
        [
            $"myhostname={configuration.Hostname}",
            $"mydomain={configuration.Domains[0]}",
            "myorigin=$mydomain",
            "mydestination=localhost",
            "inet_interfaces=all",
            "inet_protocols=ipv4",
            "mynetworks=127.0.0.0/8",
            "relayhost=",
            // Some distros ship values for these that name tables which nobody made.
            "relay_domains=",
            "canonical_maps=",
            "sender_canonical_maps=",
            "relocated_maps=",
            "masquerade_domains=",
            "content_filter=",
            "smtpd_client_restrictions=",
            "smtpd_helo_restrictions=",
            "smtpd_sender_restrictions=",
            "smtpd_recipient_restrictions=",
            "header_checks=regexp:/etc/postfix/headers",
            // Their default is header_checks; what is inside an attached message is the business of nobody on the way.
            "mime_header_checks=",
            "nested_header_checks=",
            "smtpd_banner=$myhostname ESMTP",
            "biff=no",
            "append_dot_mydomain=no",
            "alias_maps=",
            "alias_database=",
            "mailbox_size_limit=0",
            $"message_size_limit={configuration.MessageSizeLimit}",
            "recipient_delimiter=+",
            // One copy for who is written to by name and by an alias as well.
            "enable_original_recipient=no",
            $"virtual_mailbox_domains={string.Join(", ", configuration.Domains)}",
            $"virtual_mailbox_maps={Table}mailboxes",
            $"virtual_alias_maps={Table}aliases",
            "virtual_transport=lmtp:unix:private/dovecot-lmtp",
            $"transport_maps={Table}transport",
            // Dovecot 2.4 defers what goes beyond 10 deliveries at once to a user; Postfix's default is 20.
            "lmtp_destination_concurrency_limit=8",
            // Dovecot's LMTP takes no UTF-8 addresses, so Postfix must not promise them (RFC 6531).
            "smtputf8_enable=no",
            "disable_vrfy_command=yes",
            "smtpd_helo_required=yes",
            // The name of a client is used for nothing here, and a resolver that does not answer would delay the greeting.
            "smtpd_peername_lookup=no",
            "smtpd_relay_restrictions=permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination",
            "smtpd_sasl_type=dovecot",
            "smtpd_sasl_path=private/auth",
            "smtpd_sasl_auth_enable=no",
            "smtpd_sasl_security_options=noanonymous",
            $"smtpd_sender_login_maps={Table}senders",
            "smtpd_tls_cert_file=/etc/ssl/mail-factory/server.pem",
            "smtpd_tls_key_file=/etc/ssl/mail-factory/server.key",
            "smtpd_tls_security_level=may",
            "smtpd_tls_auth_only=yes",
            $"smtpd_tls_protocols={Protocols}",
            $"smtpd_tls_mandatory_protocols={Protocols}",
            "smtpd_tls_received_header=yes",
            "smtpd_tls_loglevel=1",
            "smtp_tls_security_level=may",
        ];

    /// <summary>What the submission services (ports 465 and 587) override in master.cf.</summary>
    public static IReadOnlyList<string> Submission { get; } =
    [
        "smtpd_sasl_auth_enable=yes",
        // Between servers a cipher without a certificate is better than none; whoever logs in must know who asks for the password.
        "smtpd_tls_exclude_ciphers=aNULL",
        "smtpd_client_restrictions=permit_sasl_authenticated,reject",
        "smtpd_sender_restrictions=reject_sender_login_mismatch",
        "smtpd_relay_restrictions=permit_sasl_authenticated,reject",
        "smtpd_recipient_restrictions=",
    ];
}
