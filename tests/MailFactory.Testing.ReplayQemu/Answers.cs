using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using MailFactory.Testing.Media.Formats;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.ReplayQemu;

/// <summary>What a real installer would take from its answer file: the nonce to print and the key to install.</summary>
/// <param name="Nonce">The nonce; empty when the answer file has none.</param>
/// <param name="PublicKey">The public SSH key; empty when the answer file has none.</param>
internal sealed partial record Answers(string Nonce, string PublicKey)
{
    /// <summary>Reads them from the seed CD, which is the last one, or else from the archive that was appended to the initrd.</summary>
    public static async Task<Answers> ReadAsync(MachineArguments machine)
    {
        // The parts of a nonce are words side by side, which a shell would join.
        var text = string.Concat(await SeedTextAsync(machine), machine.InitrdPath is { } initrd ? InitrdText(initrd) : string.Empty)
            .Replace("''", string.Empty, StringComparison.Ordinal);
        return new Answers(NonceText().Match(text).Value, KeyText().Match(text).Value);
    }

    private static async Task<string> SeedTextAsync(MachineArguments machine)
    {
        if ((machine.SeedPath ?? (machine.CdRomPaths is [.., var last] ? last : null)) is not { } seed)
        {
            return string.Empty;
        }

        var folder = Directory.CreateTempSubdirectory("replay-seed-");
        try
        {
            var extract = ToolCommand.Create("xorriso", "-osirrox", "on", "-indev", seed, "-extract", "/", folder.FullName);
            (await ToolRunner.RunAsync(extract, CancellationToken.None)).EnsureSuccess();
            return string.Join(
                '\n',
                folder
                    .EnumerateFiles("*", SearchOption.AllDirectories)
                    .Where(file => file.Length < 1 << 20)
                    .Select(file => File.ReadAllText(file.FullName))
            );
        }
        finally
        {
            (await ToolRunner.RunAsync(ToolCommand.Create("chmod", "-R", "u+w", folder.FullName), CancellationToken.None)).EnsureSuccess();
            folder.Delete(recursive: true);
        }
    }

    private static string InitrdText(string initrd)
    {
        using var file = File.OpenRead(initrd);
        using var plain = new GZipStream(file, CompressionMode.Decompress);
        return string.Join(
            '\n',
            CpioReader.Read(plain).Where(entry => entry.Content.Length < 1 << 20).Select(entry => Encoding.UTF8.GetString(entry.Content))
        );
    }

    [GeneratedRegex("MAILFACTORY-INSTALL-OK [0-9a-f]{32}")]
    private static partial Regex NonceText();

    [GeneratedRegex("ssh-ed25519 [A-Za-z0-9+/=]+")]
    private static partial Regex KeyText();
}
