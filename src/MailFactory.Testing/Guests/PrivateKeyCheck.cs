using MailFactory.Testing.Files;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace MailFactory.Testing.Guests;

/// <summary>Tells what is wrong with a private key that a user brings, before a machine is started for it.</summary>
internal static class PrivateKeyCheck
{
    private const UnixFileMode OthersMay =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>The fault in one sentence; null when the key can be used.</summary>
    public static string? Fault(string path)
    {
        try
        {
            using var file = RegularFile.OpenTarget(path);
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.SafeFileHandle) & OthersMay) != 0)
            {
                return $"users other than its owner may read or write {path}: chmod 600 {path}";
            }

            using var key = new PrivateKeyFile(file);
            return null;
        }
        catch (SshPassPhraseNullOrEmptyException)
        {
            return $"{path} has a passphrase, and a build cannot type it";
        }
        catch (Exception error)
            when (error is SshException or NotSupportedException or FormatException or ArgumentException or InvalidOperationException)
        {
            return $"{path} is not a private key that can be read: {error.Message}";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error.Message;
        }
    }
}
