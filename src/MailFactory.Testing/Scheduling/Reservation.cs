namespace MailFactory.Testing.Scheduling;

/// <summary>
/// Keeps a place for the first item that does not fit yet, so that smaller ones may use the gap but not put it off: the rule of
/// EASY backfilling (D. Lifka, "The ANL/IBM SP scheduling system", JSSPP 1995, LNCS 949).
/// </summary>
internal sealed class Reservation
{
    private readonly TimeSpan _start;
    private Resources _spare;

    private Reservation(TimeSpan start, Resources spare)
    {
        _start = start;
        _spare = spare;
    }

    /// <summary>The place an item gets when the running ones end as expected.</summary>
    public static Reservation For(WorkItem waiting, Resources free, IEnumerable<RunningItem> running, TimeSpan now)
    {
        var start = now;
        foreach (var ends in running.GroupBy(item => item.ExpectedEnd(now)).OrderBy(group => group.Key))
        {
            if (waiting.Needs.FitIn(free))
            {
                break;
            }

            start = ends.Key;
            free = ends.Aggregate(free, (sum, item) => sum + item.Item.Needs);
        }

        return new Reservation(start, free - waiting.Needs);
    }

    /// <summary>Whether an item may start now: it is over before the place is needed, or there is room beside it.</summary>
    public bool TryPass(WorkItem item, TimeSpan now)
    {
        if (now + item.Expected <= _start)
        {
            return true;
        }

        if (!item.Needs.FitIn(_spare))
        {
            return false;
        }

        _spare -= item.Needs;
        return true;
    }
}
