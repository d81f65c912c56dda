using System.Collections.Concurrent;
using MailFactory.Testing.Scheduling;

namespace MailFactory.Testing.Matrix;

/// <summary>Ends single items of a run.</summary>
internal sealed class KillSwitches : IDisposable
{
    private readonly ConcurrentDictionary<ItemId, CancellationTokenSource> _switches = [];

    /// <summary>Cancelled when the item is to end, also when that was asked for before it began.</summary>
    public CancellationToken TokenOf(ItemId item) => Of(item).Token;

    /// <summary>Ends an item.</summary>
    public Task KillAsync(ItemId item) => Of(item).CancelAsync();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var item in _switches.Values)
        {
            item.Dispose();
        }
    }

    private CancellationTokenSource Of(ItemId item) => _switches.GetOrAdd(item, _ => new CancellationTokenSource());
}
