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

    /// <summary>What the mailboxes lack, one sentence each; that a message came twice is no matter.</summary>
    /// <param name="found">The Message-IDs that are in each mailbox.</param>
    public IReadOnlyList<string> Losses(IReadOnlyDictionary<string, List<string>> found) =>
        [.. found.Select(pair => Loss(pair.Key, pair.Value, waiting: 0)).OfType<string>()];

    /// <summary>What the mailboxes lack, have twice, or should not have, each counted apart.</summary>
    /// <param name="found">The Message-IDs that are in each mailbox.</param>
    /// <param name="waiting">How many messages the server still has in its queue; what is lacking then is not lost yet.</param>
    public IReadOnlyList<string> Compare(IReadOnlyDictionary<string, List<string>> found, int waiting = 0) =>
        [.. found.SelectMany(pair => Compare(pair.Key, pair.Value, waiting))];

    private IEnumerable<string> Compare(string mailbox, List<string> found, int waiting)
    {
        List<string> promised;
        lock (_lock)
        {
            promised = [.. _promised[mailbox]];
        }

        var doubled = found.Count - found.Distinct().Count();
        var foreign = found.Except(promised).Count();
        if (Loss(mailbox, found, waiting) is { } loss)
        {
            yield return loss;
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

    private string? Loss(string mailbox, IEnumerable<string> found, int waiting)
    {
        int owed;
        int lost;
        lock (_lock)
        {
            (owed, lost) = (_promised[mailbox].Count, _promised[mailbox].Except(found).Count());
        }

        return (lost, waiting) switch
        {
            (0, _) => null,
            (_, > 0) => $"{mailbox} is missing {lost} of {owed} messages that were accepted, while {waiting} wait in the queue",
            _ => $"{mailbox} lost {lost} of {owed} messages that were accepted",
        };
    }
}
