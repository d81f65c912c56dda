using System.Globalization;

namespace MailFactory.Testing.Conformance.Operations;

/// <summary>
/// Fills the file system of Postfix's queue. What fills it is a file without a name, which is gone with the process that holds it: when
/// this is disposed of, after some minutes, or with the machine, whatever comes first.
/// </summary>
internal sealed class DiskFilling : IAsyncDisposable
{
    private const int LongestSeconds = 300;

    private readonly CheckContext _context;
    private readonly int _holder;

    private DiskFilling(CheckContext context, int holder, QueueRoom room) => (_context, _holder, Room) = (context, holder, room);

    /// <summary>What is left while it is full.</summary>
    public QueueRoom Room { get; private set; }

    /// <summary>Leaves half of what Postfix needs.</summary>
    public static async Task<DiskFilling> StartAsync(CheckContext context, QueueRoom room, CancellationToken cancellationToken)
    {
        var bytes = Math.Max(1, room.Free - (room.Needed / 2));
        var seconds = (int)Math.Ceiling(context.Scaled(LongestSeconds).TotalSeconds);
        var result = await context
            .GuestAsync(
                "cd \"$(postconf -h queue_directory)\" && f=$(mktemp .filling.XXXXXX) && exec 3<>\"$f\" && rm -f \"$f\" && "
                    + $"fallocate -l {bytes} /proc/self/fd/3 && "
                    + $"{{ setsid sh -c 'echo $$; exec sleep {seconds} >/dev/null' </dev/null 2>/dev/null & }}",
                cancellationToken
            )
            .ConfigureAwait(false);
        if (!result.IsSuccess || !int.TryParse(result.Output.Trim(), CultureInfo.InvariantCulture, out var holder))
        {
            throw new CheckSkippedException($"the disk of the mail queue could not be filled: {(result.Error + result.Output).Trim()}");
        }

        var filling = new DiskFilling(context, holder, room);
        try
        {
            filling.Room = await QueueRoom.ReadAsync(context, cancellationToken).ConfigureAwait(false);
            return filling;
        }
        catch
        {
            await filling.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Makes room again, even when the check was cancelled.</summary>
    public async ValueTask DisposeAsync()
    {
        using var soon = new CancellationTokenSource(_context.Scaled(60), _context.Time);
        await _context.GuestAsync($"kill {_holder}", soon.Token).ConfigureAwait(false);
    }
}
