using System.Globalization;
using MailFactory.Testing.MailProtocols;

namespace MailFactory.Testing.Conformance.Operations;

/// <summary>What the mail daemons use of the machine.</summary>
/// <param name="MemoryKiB">The memory of all daemons by what they belong to, such as <c>dovecot</c>.</param>
/// <param name="SwapPages">How many pages went to the swap space and back while it was looked at.</param>
/// <param name="Disks">How full the queue's and the mailboxes' file systems are, in percent: their space and their inodes.</param>
/// <param name="Load">The load average of one minute, for each processor.</param>
internal sealed record ResourceUse(
    IReadOnlyDictionary<string, long> MemoryKiB,
    long SwapPages,
    IReadOnlyList<(string What, int Percent)> Disks,
    double Load
)
{
    /// <summary>How long the traffic of the swap space is looked at.</summary>
    public const int SampleSeconds = 5;

    // One line for each figure: what it is, the figure, and what it belongs to.
    private const string Script = """
        swapped() { awk '/^pswp(in|out) /{ n += $2 } END { print n + 0 }' /proc/vmstat; }
        before=$(swapped)
        for p in /proc/[0-9]*; do
            exe=$(readlink "$p/exe" 2>/dev/null) || continue
            case $exe in
            */postfix/*) of=postfix ;;
            */dovecot | */dovecot/*) of=dovecot ;;
            */rspamd*) of=rspamd ;;
            */clam*) of=clamav ;;
            *) continue ;;
            esac
            awk -v of="$of" '/^Pss:/{ n += $2 } END { print "memory", n + 0, of }' "$p/smaps_rollup" 2>/dev/null
        done
        echo "load $(cut -d ' ' -f 1 /proc/loadavg) $(grep -c ^processor /proc/cpuinfo)"
        for d in "$(postconf -h queue_directory)" "$home"; do
            df -P "$d" | awk -v d="$d" 'NR == 2 { print "disk", $5 + 0, "the disk of", d }'
            df -Pi "$d" | awk -v d="$d" 'NR == 2 { print "disk", $5 + 0, "the inodes of", d }'
        done
        sleep 5
        echo "swap $(($(swapped) - before)) pages"
        """;

    /// <summary>Measures it.</summary>
    /// <param name="context">What the check works with.</param>
    /// <param name="address">Whose mailbox tells where mailboxes are, as a word for the shell.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<ResourceUse> ReadAsync(CheckContext context, string address, CancellationToken cancellationToken)
    {
        var command = $"home=$(doveadm user -f home {address})\n{Script}";
        return Parse((await context.GuestAsync(command, cancellationToken).ConfigureAwait(false)).EnsureSuccess().Output);
    }

    /// <summary>Reads the script's lines.</summary>
    public static ResourceUse Parse(string output)
    {
        var memory = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var disks = new List<(string, int)>();
        long? swap = null;
        double? load = null;
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var words = line.Split(' ', 3);
            if (words.Length < 3 || !double.TryParse(words[1], CultureInfo.InvariantCulture, out var figure))
            {
                throw new MailProtocolException($"the machine does not tell what it uses but: {line}");
            }

            switch (words[0])
            {
                case "memory":
                    memory[words[2]] = memory.GetValueOrDefault(words[2]) + (long)figure;
                    break;
                case "disk":
                    disks.Add((words[2], (int)figure));
                    break;
                case "swap":
                    swap = (long)figure;
                    break;
                case "load":
                    load = figure / Math.Max(1, int.Parse(words[2], CultureInfo.InvariantCulture));
                    break;
                default:
                    throw new MailProtocolException($"the machine does not tell what it uses but: {line}");
            }
        }

        return new ResourceUse(
            memory,
            swap ?? throw new MailProtocolException("the machine does not tell how much it swaps"),
            disks,
            load ?? throw new MailProtocolException("the machine's load could not be read")
        );
    }
}
