using MailFactory.Testing.Files;
using MailFactory.Testing.MailProtocols.Accounts;

namespace MailFactory.Testing.Matrix.Stages;

/// <summary>
/// The one place where the mail passwords of a run can be read: a file of its machine's folder that only its owner may open.
/// </summary>
internal static class MailAccountsFile
{
    /// <summary>The name of the file in the folder of a machine.</summary>
    public const string Name = "mail-accounts.txt";

    /// <summary>Writes each address with its password on a line, a tab between them, and returns the file.</summary>
    public static async Task<string> WriteAsync(string folder, MailConfiguration configuration, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, Name);
        var lines = configuration.Accounts.Select(account => $"{account.Address}\t{account.Password}\n");
        await AtomicFile.WriteSecretAsync(path, string.Concat(lines), cancellationToken).ConfigureAwait(false);
        return path;
    }

    /// <summary>What a report says of the accounts: never a password, but where they are.</summary>
    public static string Describe(MailConfiguration configuration, string path, string root) =>
        $"{configuration.Accounts.Count} mail accounts with passwords of this run (****), which only their owner can read in "
        + $"{Path.GetRelativePath(root, path)}";
}
