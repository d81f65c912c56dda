using System.Globalization;
using System.Security.Cryptography;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Waiting;

namespace MailFactory.Testing.Machines.Warm;

/// <summary>
/// Brings a guest that continues from a saved state into the present: its clock, its random numbers, its lease. What cannot be proven is a
/// doubt, and a machine in doubt is not used.
/// </summary>
internal static class GuestRenewal
{
    private const int SeedBytes = 64;
    private const string NetworkMark = "network:";
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _mostOff = TimeSpan.FromSeconds(2);

    // A command takes seconds to get into a guest on a busy host; its hardware clock is the host's, and has gone on meanwhile.
    // The seed comes by standard input, since everybody in the guest may read command lines. Kernels before 5.18 know nothing of
    // vmgenid: they are told by ioctl(RNDRESEEDCRNG) to take the seed at once. The lease is renewed by whoever holds it; what has no way to be
    // asked, such as dhclient, does so by the clock, which was put forward first.
    private const string Commands = """
        hardware=/sys/class/rtc/rtc0/since_epoch
        seconds=$(cat "$hardware" 2>/dev/null || echo 0)
        [ "$seconds" -lt "${now%.*}" ] || now=$seconds
        date -u -s "@$now" >/dev/null || exit 1
        cat >/dev/urandom
        perl -e 'open(my $f, "+<", "/dev/urandom") && ioctl($f, 0x5207, 0) || exit 1' 2>/dev/null ||
            python3 -c 'import fcntl; fcntl.ioctl(open("/dev/urandom", "wb"), 0x5207)' 2>/dev/null
        card=$(ip -4 route show default | sed -n 's/.* dev \([^ ]*\).*/\1/p;q')
        if [ -n "$card" ]; then
            if systemctl --quiet is-active systemd-networkd; then
                networkctl renew "$card"
            elif systemctl --quiet is-active NetworkManager; then
                nmcli --wait 10 device reapply "$card"
            elif command -v dhcpcd; then
                dhcpcd -n "$card"
            fi
        fi >/dev/null 2>&1
        [ ! -r "$hardware" ] || printf 'hardware %s\n' "$(cat "$hardware")"
        date +'clock %s.%N'
        """;

    /// <summary>
    /// Why the guest cannot be trusted to be as good as one that has just booted, as a part of a sentence; null when it can.
    /// </summary>
    /// <param name="guest">The guest.</param>
    /// <param name="network">What it said of its network when it was saved.</param>
    /// <param name="name">The name that it is asked to resolve.</param>
    /// <param name="limit">How long each step may take.</param>
    /// <param name="time">The host's clock.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<string?> RunAsync(
        IGuestCommands guest,
        string network,
        string name,
        TimeSpan limit,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var seed = Convert.ToBase64String(RandomNumberGenerator.GetBytes(SeedBytes));
        var before = time.GetUtcNow();
        var now = (before.ToUnixTimeMilliseconds() / 1000.0).ToString("0.000", CultureInfo.InvariantCulture);
        var commands = $"now={now}\n{Commands}\necho '{NetworkMark}'\n{GuestNetwork.Question(name)}";
        var result = await guest.RunAsync(commands, seed + "\n", limit, cancellationToken).ConfigureAwait(false);
        if (!result.IsSuccess)
        {
            return $"its clock could not be set: {result.Error.Trim()}";
        }

        var after = time.GetUtcNow();
        if (ClockDoubt(result.Output, before, after) is { } doubt)
        {
            return doubt;
        }

        // Mostly all is as it was, and each command takes a second or two on a slow machine.
        var last = GuestNetwork.Text(result.Output.Split($"{NetworkMark}\n", 2)[^1]);
        return
            last == network
            || await Wait.WhetherAsync(
                    async token => (last = await GuestNetwork.AskAsync(guest, name, limit, token).ConfigureAwait(false)) == network,
                    limit,
                    _interval,
                    time,
                    cancellationToken
                )
                .ConfigureAwait(false)
            ? null
            : $"its network has changed: '{OneLine(last)}' where it was '{OneLine(network)}'";
    }

    /// <summary>What is wrong with the clocks that the guest printed between two moments; null when nothing is.</summary>
    internal static string? ClockDoubt(string output, DateTimeOffset before, DateTimeOffset after)
    {
        foreach (var (mark, what, isNeeded) in new[] { ("clock ", "clock", true), ("hardware ", "hardware clock", false) })
        {
            var line = output.Split('\n').LastOrDefault(line => line.StartsWith(mark, StringComparison.Ordinal));
            if (line is null && !isNeeded)
            {
                continue;
            }

            if (
                !double.TryParse(line?[mark.Length..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
                || Math.Abs(seconds) > uint.MaxValue
            )
            {
                return $"its {what} cannot be read";
            }

            var shown = DateTimeOffset.UnixEpoch.AddSeconds(seconds);
            if (shown < before - _mostOff || shown > after + _mostOff)
            {
                return $"its {what} says {shown:yyyy-MM-dd HH:mm:ss} UTC at {after:yyyy-MM-dd HH:mm:ss} UTC";
            }
        }

        return null;
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(", ");
}
