using MailKit;
using MailKit.Net.Imap;

namespace MailFactory.Testing.Conformance.Imap;

/// <summary>A mailbox that a check makes for itself and removes with all below it, whatever happens in between.</summary>
internal sealed class TestMailbox : IAsyncDisposable
{
    private const double SecondsToRemove = 60;
    private readonly CheckContext _context;
    private readonly string _name;

    private TestMailbox(CheckContext context, IMailFolder folder)
    {
        (_context, _name) = (context, folder.FullName);
        Folder = folder;
    }

    /// <summary>The mailbox, not selected.</summary>
    public IMailFolder Folder { get; }

    /// <summary>Creates a mailbox with a name that no other has.</summary>
    public static async Task<TestMailbox> CreateAsync(CheckContext context, ImapClient client, CancellationToken cancellationToken)
    {
        var path = client.PersonalNamespaces.Count > 0 ? client.PersonalNamespaces[0].Path : string.Empty;
        var root = await client.GetFolderAsync(path, cancellationToken).ConfigureAwait(false);
        var folder =
            await root.CreateAsync($"check-{Guid.NewGuid():N}", isMessageFolder: true, cancellationToken).ConfigureAwait(false)
            ?? throw new MailProtocols.MailProtocolException("CREATE succeeded but the mailbox cannot be found");
        return new TestMailbox(context, folder);
    }

    /// <summary>
    /// Removes the mailbox and all below it over a connection of its own: the check's may be broken, have a mailbox selected that is to go,
    /// or remember what is no longer there. What cannot be removed is told in the evidence.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            using var soon = new CancellationTokenSource(_context.Scaled(SecondsToRemove), _context.Time);
            using var client = await _context
                .Clients.ImapAsync(_context.ImapService(), _context.Mailboxes.First, soon.Token)
                .ConfigureAwait(false);
            await RemoveAsync(await client.GetFolderAsync(_name, soon.Token).ConfigureAwait(false), soon.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is OperationCanceledException || ServerFault.Describe(error, last: null) is not null)
        {
            _context.Transcript.Add($"tester  the mailbox {_name} was not removed: {error.Message}");
        }
    }

    // A mailbox that cannot be deleted must not keep its neighbours.
    private async Task RemoveAsync(IMailFolder folder, CancellationToken cancellationToken)
    {
        foreach (var child in await folder.GetSubfoldersAsync(false, cancellationToken).ConfigureAwait(false))
        {
            await RemoveAsync(child, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            // A subscription outlives its mailbox (RFC 9051 section 6.3.7), and whether there is one is not known here.
            await folder.UnsubscribeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ImapCommandException)
        {
            // There was none.
        }

        try
        {
            await folder.DeleteAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ImapCommandException error)
        {
            _context.Transcript.Add($"tester  the mailbox {folder.FullName} was not removed: {error.Message}");
        }
    }
}
