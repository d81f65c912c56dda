using System.Globalization;
using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.Conformance.Imap;
using MailFactory.Testing.Conformance.Operations;
using MailFactory.Testing.Conformance.Parts;
using MailFactory.Testing.Conformance.Pop3;
using MailFactory.Testing.Conformance.Security;
using MailFactory.Testing.Conformance.Smtp;
using MailFactory.Testing.Conformance.Tls;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Running;

/// <summary>All checks of a mail server, in the order in which they do not disturb each other.</summary>
internal static class ConformanceSuite
{
    /// <summary>
    /// The checks in order: the guest, TLS, SMTP, delivery, mailboxes, optional parts, load, reboot, and last the wrong passwords, because
    /// Dovecot then slows every login from the tester's one address; then the queue and the log are judged. Daemons are restarted, the disk is
    /// filled, a backup restored and the power cut after that: what is interrupted then, or half written, is rightly complained of in the log.
    /// Checks stand together that tell their own mail from all others, make no mailboxes, change nothing of the server and measure no time.
    /// </summary>
    public static IReadOnlyList<CheckGroup> Groups { get; } =
    [
        new(Together: false, [new PortSetCheck(), new UnitsCheck(), new ConfigurationCheck(), new FirewallCheck(), new PublicNameCheck()]),
        new(
            Together: true,
            [
                new ImplicitTlsCheck(),
                new StartTlsCheck(),
                new TlsVersionCheck(),
                new CertificateChainCheck(),
                new CertificateNameCheck(),
                new CertificateDatesCheck(),
                new CertificateKeyCheck(),
                new WeakCipherCheck(),
            ]
        ),
        new(Together: false, [new SameCertificateCheck()]),
        new(Together: true, [new ClockCheck(), new InjectionCheck()]),
        new(Together: false, [new BannerCheck()]),
        new(
            Together: true,
            [
                new RelayCapabilitiesCheck(),
                new SubmissionCapabilitiesCheck(),
                new ClearTextAuthCheck(),
                new HelloCheck(),
                new VerifyCheck(),
                new SmugglingCheck(),
                new PipeliningCheck(),
                new ErrorLimitCheck(),
            ]
        ),
        new(
            Together: true,
            [
                new OpenRelayCheck(),
                new UnknownUserCheck(),
                new NullSenderCheck(),
                new ManyRecipientsCheck(),
                new SenderForgeryCheck(),
                new DeclaredSizeCheck(),
                new UndeclaredSizeCheck(),
            ]
        ),
        new(Together: false, [new IdleLatencyCheck(), new LargeMailCheck()]),
        new(
            Together: true,
            [
                new EndToEndCheck(),
                new InboundCheck(),
                new AttachmentCheck(),
                new InternationalAddressCheck(),
                new EncodedHeadersCheck(),
                new ChunkingCheck(),
                new MailLoopCheck(),
                new DeliveryReportCheck(),
                new RelayCheck(),
                new PostmasterCheck(),
                new ForwardingCheck(),
                new DuplicateCheck(),
                new SubaddressCheck(),
                new AddressCaseCheck(),
            ]
        ),
        new(
            Together: true,
            [new ImapGreetingCheck(), new ImapClearTextLoginCheck(), new ImapCapabilitiesCheck(), new ImapNamespaceCheck()]
        ),
        new(
            Together: false,
            [
                // Each makes a mailbox of its own: Dovecot 2.4 lets two CREATEs of one account wait for each other until both fail, after a minute.
                new ImapFoldersCheck(),
                new ImapCopyMoveCheck(),
                new ImapSharedFlagsCheck(),
                new ImapSharedExpungeCheck(),
                new ImapSearchCheck(),
                new ImapPartsCheck(),
                new UidValidityCheck(),
                new Pop3MailboxCheck(),
                new Pop3DeleteCheck(),
                new SieveDeliveryCheck(),
                new SieveLoginCheck(),
                new SieveAnswerCheck(),
                new SpamCheck(),
                new VirusCheck(),
                new ArchivedVirusCheck(),
                new ScannerDownCheck(),
                new DkimCheck(),
                new OwnClaimsCheck(),
                new QuotaCheck(),
                new FullMailboxCheck(),
                new NumberedMailCheck(),
                new SoakCheck(),
                new ConnectionsCheck(),
                new ResourcesCheck(),
                new ProvisionAgainCheck(),
                new RebootCheck(),
                new WrongPasswordCheck(),
                new ImapWrongPasswordCheck(),
                new Pop3LoginCheck(),
                new UserProbingCheck(),
                new QueueDrainedCheck(),
                new LogCheck(),
                new RestartCheck(),
                new DiskFullCheck(),
                new RestoreCheck(),
                new PowerCutCheck(),
            ]
        ),
    ];

    /// <summary>All checks, in their order.</summary>
    public static IReadOnlyList<Check> Checks { get; } = [.. Groups.SelectMany(group => group.Checks)];

    /// <summary>
    /// Runs the checks and returns their results in the suite's order; a failed check never stops another. Checks that stand together run
    /// side by side, as many as the context says.
    /// </summary>
    /// <param name="context">The server and the guest.</param>
    /// <param name="ids">The checks and groups of checks to run; all when null or empty. An unknown one is an
    /// <see cref="ArgumentException"/>.</param>
    /// <param name="progress">Told of each result as it comes.</param>
    /// <param name="cancellationToken">Ends the run early.</param>
    public static async Task<IReadOnlyList<CheckResult>> RunAsync(
        CheckContext context,
        IReadOnlyCollection<string>? ids,
        IProgress<CheckResult>? progress,
        CancellationToken cancellationToken
    )
    {
        var checks = CheckSelection.Of(ids);
        var guest = context.Guest is null ? null : new RebootableGuest(context.Guest);
        context = context with
        {
            Guest = guest,
            RebootGuestAsync = guest?.Following(context.RebootGuestAsync),
            CutPowerAsync = guest?.Following(context.CutPowerAsync),
            Pace = new SendPace(context.Profile.MessagesPerMinute, context.Time),
        };
        var (start, mark) = await BeginAsync(context, cancellationToken).ConfigureAwait(false);
        context = context with { GuestStart = start, JournalMark = mark };
        var results = new List<CheckResult>();
        foreach (var group in Groups)
        {
            var chosen = group.Checks.Where(checks.Contains).ToList();
            results.AddRange(
                await RunAsync(context, chosen, group.Together ? context.SideBySide : 1, progress, cancellationToken).ConfigureAwait(false)
            );
        }

        return results;
    }

    private static async Task<IReadOnlyList<CheckResult>> RunAsync(
        CheckContext context,
        List<Check> checks,
        int sideBySide,
        IProgress<CheckResult>? progress,
        CancellationToken cancellationToken
    )
    {
        var results = new CheckResult[checks.Count];
        var telling = new Lock();
        await Parallel
            .ForEachAsync(
                Enumerable.Range(0, checks.Count),
                new ParallelOptions { MaxDegreeOfParallelism = sideBySide, CancellationToken = cancellationToken },
                async (index, token) =>
                {
                    context.Began(checks[index]);
                    var result = await CheckRunner.RunAsync(checks[index], context, token).ConfigureAwait(false);
                    lock (telling)
                    {
                        results[index] = result;
                        progress?.Report(result);
                    }
                }
            )
            .ConfigureAwait(false);
        return results;
    }

    /// <summary>The guest's clock, and a line in its journal that must still be there when the journal is judged.</summary>
    private static async Task<(long Start, string? Mark)> BeginAsync(CheckContext context, CancellationToken cancellationToken)
    {
        if (context.Guest is null)
        {
            return (context.Time.GetUtcNow().ToUnixTimeSeconds(), null);
        }

        var mark = $"the mail test {Guid.NewGuid():N} begins";
        var command = $"date +%s; logger -t mail-factory '{mark}' && echo marked";
        var result = await context.Guest.RunAsync(command, null, context.Scaled(60), cancellationToken).ConfigureAwait(false);
        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return long.TryParse(lines.FirstOrDefault(), CultureInfo.InvariantCulture, out var start)
            ? (start, lines.Contains("marked") ? mark : null)
            : throw new GuestException($"the guest's clock cannot be read: {command} said: {(result.Output + result.Error).Trim()}");
    }
}
