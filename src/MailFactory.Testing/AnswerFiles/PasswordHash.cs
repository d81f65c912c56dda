using System.Security.Cryptography;
using System.Text;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.AnswerFiles;

/// <summary>Random passwords and their crypt(5) hashes.</summary>
internal static class PasswordHash
{
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    /// <summary>The SHA-512-crypt hash of a fresh password of 24 characters (over 130 bits) that nobody is told.</summary>
    public static Task<string> OfRandomAsync(CancellationToken cancellationToken) =>
        OfAsync(RandomNumberGenerator.GetString(Alphabet, 24), cancellationToken);

    /// <summary>The SHA-512-crypt hash of a password, made by openssl; the password goes through its standard input.</summary>
    public static async Task<string> OfAsync(string password, CancellationToken cancellationToken)
    {
        var command = ToolCommand.Create("openssl", "passwd", "-6", "-stdin") with
        {
            StandardInput = Encoding.UTF8.GetBytes(password + "\n"),
        };
        var result = await ToolRunner.RunAsync(command, cancellationToken).ConfigureAwait(false);
        return result.EnsureSuccess().StandardOutput.Trim();
    }
}
