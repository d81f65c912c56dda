using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Releases;

/// <summary>The public half of a private SSH key.</summary>
internal static class PublicKey
{
    /// <summary>The key as it stands in authorized_keys, without type and comment.</summary>
    public static async Task<string> OfAsync(string privateKeyPath, CancellationToken cancellationToken)
    {
        var result = await ToolRunner
            .RunAsync(ToolCommand.Create("ssh-keygen", "-y", "-f", privateKeyPath), cancellationToken)
            .ConfigureAwait(false);
        return result.EnsureSuccess().StandardOutput.Split(' ')[1].Trim();
    }
}
