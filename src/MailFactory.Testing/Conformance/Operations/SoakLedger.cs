namespace MailFactory.Testing.Conformance.Operations;

/// <summary>Which message was promised to which mailbox. Safe for several threads.</summary>
internal sealed class SoakLedger
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<string>> _promised = [];

    /// <summary>The mailboxes that are owed messages.</summary>
    public IReadOnlyList<string> Mailboxes
    {
        get
        {
            lock (_lock)
            {
                return [.. _promised.Keys];
            }
        }
    }

    /// <summary>Notes that the server took responsibility for a message to these mailboxes.</summary>
    public void Accepted(string messageId, IEnumerable<string> mailboxes)
    {
        lock (_lock)
        {
            foreach (var mailbox in mailboxes)
            {
                if (!_promised.TryGetValue(mailbox, out var messages))
                {
                    _promised[mailbox] = messages = [];
                }

                messages.Add(messageId);
            }
        }
    }

    /// <summary>How many messages a mailbox is owed.</summary>
    public int Owed(string mailbox)
    {
        lock (_lock)
        {
            return _promised[mailbox].Count;
        }
    }

    /// <summary>How many of the messages that a mailbox is owed are not among those that are in it.</summary>
    public int Lacking(string mailbox, IEnumerable<string> found)
    {
        lock (_lock)
        {
            return _promised[mailbox].Except(found).Count();
        }
    }

    /// <summary>What a mailbox lacks, has twice, or should not have, each counted apart.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="found">The Message-IDs that are in it.</param>
    /// <param name="waiting">How many messages the server still has in its queue; what is lacking then is not lost yet.</param>
    public IEnumerable<string> Compare(string mailbox, IReadOnlyCollection<string> found, int waiting = 0)
    {
        List<string> promised;
        lock (_lock)
        {
            promised = [.. _promised[mailbox]];
        }

        var lost = promised.Except(found).Count();
        var doubled = found.Count - found.Distinct().Count();
        var foreign = found.Except(promised).Count();
        if (lost > 0)
        {
            yield return waiting > 0
                ? $"{mailbox} has not got {lost} of {promised.Count} messages, while {waiting} wait in the queue"
                : $"{mailbox} lost {lost} of {promised.Count} messages";
        }

        if (doubled > 0)
        {
            yield return $"{mailbox} has {doubled} messages more than once";
        }

        if (foreign > 0)
        {
            yield return $"{mailbox} has {foreign} messages that were not sent to it";
        }
    }
}
