using MailKit;
using MailKit.Net.Imap;

namespace MailFactory.Testing.Conformance.Imap;

/// <summary>A mailbox that a check makes for itself and removes with all below it, whatever happens in between.</summary>
internal sealed class ScratchFolder : IAsyncDisposable
{
    private readonly ImapClient _client;

    private ScratchFolder(ImapClient client, IMailFolder folder)
    {
        _client = client;
        Folder = folder;
    }

    /// <summary>The mailbox, not selected.</summary>
    public IMailFolder Folder { get; }

    /// <summary>Creates a mailbox with a name that no other has.</summary>
    public static async Task<ScratchFolder> CreateAsync(ImapClient client, CancellationToken cancellationToken)
    {
        var root = await client.GetFolderAsync(client.PersonalNamespaces[0].Path, cancellationToken).ConfigureAwait(false);
        var folder =
            await root.CreateAsync($"check-{Guid.NewGuid():N}", isMessageFolder: true, cancellationToken).ConfigureAwait(false)
            ?? throw new MailProtocols.MailProtocolException("CREATE succeeded but the mailbox cannot be found");
        return new ScratchFolder(client, folder);
    }

    /// <summary>Removes the mailbox and all below it, as far as the connection allows.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_client.IsAuthenticated)
        {
            return;
        }

        try
        {
            foreach (var child in await Folder.GetSubfoldersAsync(false).ConfigureAwait(false))
            {
                await RemoveAsync(child).ConfigureAwait(false);
            }

            await RemoveAsync(Folder).ConfigureAwait(false);
        }
        catch (Exception error)
            when (error is CommandException or ProtocolException or IOException or FolderNotFoundException or InvalidOperationException)
        {
            // The verdict is known; a mailbox left behind in a test machine harms nobody.
        }
    }

    private static async Task RemoveAsync(IMailFolder folder)
    {
        if (folder.IsOpen)
        {
            await folder.CloseAsync().ConfigureAwait(false);
        }

        if (folder.IsSubscribed)
        {
            await folder.UnsubscribeAsync().ConfigureAwait(false);
        }

        await folder.DeleteAsync().ConfigureAwait(false);
    }
}
