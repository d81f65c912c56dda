namespace MailFactory.Testing.Conformance.Delivery;

/// <summary>The foreign host: a sink inside the guest that writes down each message it gets.</summary>
internal static class ForeignSink
{
    private const string Folder = "/var/spool/foreign-sink";

    /// <summary>How many messages with this Message-ID the foreign host got; a sink that is not there got none.</summary>
    public static async Task<int> CountAsync(CheckContext context, string messageId, CancellationToken cancellationToken)
    {
        var found = await context.GuestAsync($"grep -rlF '{messageId}' {Folder}", cancellationToken).ConfigureAwait(false);
        return found.IsSuccess ? found.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length : 0;
    }
}
