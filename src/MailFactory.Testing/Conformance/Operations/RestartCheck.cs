using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Waiting;
using MailKit.Net.Smtp;

namespace MailFactory.Testing.Conformance.Operations;

/// <summary>
/// Each daemon is restarted while mail comes in: whoever is sending hears success, a temporary refusal or the end of the connection, never
/// that his mail is refused for good; and what was accepted arrives.
/// </summary>
internal sealed class RestartCheck()
    : Check("OPS-07", "Restarts under load lose nothing", Severity.Major, "RFC 5321 sections 3.8, 4.2.5 and 4.5.4")
{
    private const int Workers = 4;
    private const int Between = 8;
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(300);

    // A restart is gentle where the manager asks the daemon to end, so it is only told by what it does to mail.
    private static readonly string[] _units = ["postfix", "dovecot", "rspamd", "clamav-daemon", "clamav-milter", "clamd@scan", "clamd"];

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        context.NeedOwnServices();
        context.NeedOwnMachine("the daemons of a live server are not restarted");

        var units = await ActiveAsync(context, cancellationToken).ConfigureAwait(false);
        var load = new Load(context, $"restart-{Guid.NewGuid():N}");
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sending = Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => load.SendAsync(worker, end.Token)));
        try
        {
            foreach (var unit in units)
            {
                await load.GoesOnAsync(cancellationToken).ConfigureAwait(false);
                (await context.GuestAsync($"systemctl restart {unit}", cancellationToken).ConfigureAwait(false)).EnsureSuccess();
            }

            foreach (var service in context.Services())
            {
                await ServiceReturn.UntilGreetedAsync(context, service, cancellationToken).ConfigureAwait(false);
            }

            await load.GoesOnAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await ((Task)sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        // What is asked for too early is put off for minutes; the queue need not wait for that.
        await context.GuestAsync("postqueue -f", cancellationToken).ConfigureAwait(false);
        var problems = new List<string>(load.Refusals);
        problems.AddRange(await load.LostAsync(cancellationToken).ConfigureAwait(false));
        return CheckFinding
            .From(
                problems,
                $"{string.Join(", ", units)} were restarted one after another; all {load.Accepted} messages that were accepted meanwhile "
                    + $"arrived, and {load.Broken} attempts were put off or cut off"
            )
            .With("accepted_during_restarts", load.Accepted)
            .With("cut_off_by_restarts", load.Broken);
    }

    private static async Task<IReadOnlyList<string>> ActiveAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var active = new List<string>();
        foreach (var unit in _units)
        {
            var state = await context.GuestAsync($"systemctl is-active {unit}", cancellationToken).ConfigureAwait(false);
            if (state.Output.Trim() == "active")
            {
                active.Add(unit);
            }
        }

        return active;
    }

    /// <summary>The mail that comes in meanwhile.</summary>
    private sealed class Load(CheckContext context, string mark)
    {
        private readonly SoakLedger _ledger = new();
        private readonly System.Collections.Concurrent.ConcurrentBag<string> _refusals = [];
        private int _accepted;
        private int _broken;

        public int Accepted => _accepted;

        public int Broken => _broken;

        public IReadOnlyList<string> Refusals => [.. _refusals];

        /// <summary>Sends one message after another, each over a connection of its own, until it is told to stop.</summary>
        public async Task SendAsync(int worker, CancellationToken cancellationToken)
        {
            var box = worker % 2 == 0 ? context.Mailboxes.Second : context.Mailboxes.First;
            for (var number = worker; ; number += Workers)
            {
                using var message = TestMail.Create(context.Mailboxes.First.Address, $"{mark} number {number}", box.Address);
                try
                {
                    using var client = await context
                        .Clients.SmtpAsync(context.SubmissionService(), context.Mailboxes.First, cancellationToken)
                        .ConfigureAwait(false);
                    await client.SendAsync(message, cancellationToken).ConfigureAwait(false);
                    _ledger.Accepted(message.MessageId!, [box.Address]);
                    Interlocked.Increment(ref _accepted);
                    await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
                }
                catch (SmtpCommandException refused) when ((int)refused.StatusCode >= 500)
                {
                    _refusals.Add($"a message was refused for good: {(int)refused.StatusCode} {refused.Message}");
                }
                catch (Exception error) when (ServerFault.Describe(error, last: null) is not null)
                {
                    // A sender tries that again later.
                    Interlocked.Increment(ref _broken);
                }

                await Task.Delay(_pause, context.Time, cancellationToken).ConfigureAwait(false);
            }
        }

        /// <summary>Waits until some more messages were accepted; a server that takes none any more is the fault of a restart.</summary>
        public Task GoesOnAsync(CancellationToken cancellationToken)
        {
            var before = _accepted;
            return Wait.UntilAsync(
                $"{Between} messages more are accepted",
                _ => Task.FromResult(_accepted >= before + Between),
                context.Scaled(120),
                TimeSpan.FromMilliseconds(50),
                context.Time,
                cancellationToken
            );
        }

        public async Task<IReadOnlyList<string>> LostAsync(CancellationToken cancellationToken) =>
            _ledger.Losses(await MarkedMail.CollectAsync(context, _ledger, mark, cancellationToken).ConfigureAwait(false));
    }
}
