using System.Formats.Tar;
using System.Text;
using MailFactory.Testing.Files;
using MailFactory.Testing.Guests;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.MailProtocols.Accounts;

namespace MailFactory.Testing.Provisioning;

/// <summary>Everything the steps need in the machine, as one archive: scripts, tables, certificate, passwords.</summary>
internal static class ProvisionBundle
{
    private const string Prefix = "Provisioning/";

    /// <summary>The bundle's files by name.</summary>
    public static IReadOnlyDictionary<string, string> Files(
        MailConfiguration configuration,
        ProvisionOptions options,
        ServerCertificate certificate
    )
    {
        var files = StaticFiles();
        files["settings.sh"] = Settings(configuration, options);
        files["main.cf"] = Lines(PostfixParameters.Main(configuration));
        files["master.cf"] = Lines(PostfixParameters.Submission);
        files["table.mailboxes"] = MailTables.Mailboxes(configuration);
        files["table.aliases"] = MailTables.Aliases(configuration);
        files["table.senders"] = MailTables.Senders(configuration);
        files["table.transport"] = MailTables.Transport(options.ForeignDomain);
        files["headers"] = MailTables.Headers(configuration);
        files["passwords"] = Lines(configuration.Accounts.Select(account => $"{account.Address}\t{account.Password}"));
        files["ca.pem"] = certificate.AuthorityPem;
        files["server.pem"] = certificate.CertificatePem;
        if (certificate.KeyPem is { } key)
        {
            files["server.key"] = key;
        }

        return files;
    }

    /// <summary>
    /// A digest of all that goes into a server but what is fresh in each run, which is its passwords, its certificate and where a package
    /// cache listens: the scripts, the configuration and what is made of it, the steps.
    /// </summary>
    public static string DigestOf(MailConfiguration configuration, ProvisionOptions options)
    {
        var accounts = configuration.Accounts.Select(account => account with { Password = string.Empty }).ToList();
        var files = Files(
            configuration with
            {
                Accounts = accounts,
            },
            options with
            {
                Cache = null,
            },
            new ServerCertificate(string.Empty, string.Empty, KeyPem: null)
        );
        var steps = string.Join(' ', ProvisionStep.All.Select(step => step.Name));
        return Digest.OfText(string.Join('\n', files.Select(file => $"{file.Key} {Digest.OfText(file.Value)}").Append(steps)));
    }

    /// <summary>The files as a tar archive in Base64, which any standard input carries unharmed.</summary>
    public static string Pack(IReadOnlyDictionary<string, string> files)
    {
        using var buffer = new MemoryStream();
        using (var archive = new TarWriter(buffer, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
                archive.WriteEntry(
                    new UstarTarEntry(TarEntryType.RegularFile, name)
                    {
                        DataStream = content,
                        Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                    }
                );
            }
        }

        return Convert
                .ToBase64String(buffer.ToArray(), Base64FormattingOptions.InsertLineBreaks)
                .Replace("\r", string.Empty, StringComparison.Ordinal) + "\n";
    }

    private static SortedDictionary<string, string> StaticFiles()
    {
        var assembly = typeof(ProvisionBundle).Assembly;
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            files[name[Prefix.Length..]] = reader.ReadToEnd();
        }

        return files;
    }

    private static string Settings(MailConfiguration configuration, ProvisionOptions options) =>
        $"""
            hostname={ShellText.Quote(configuration.Hostname)}
            domain={ShellText.Quote(configuration.Domains[0])}
            domains={ShellText.Quote(string.Join(' ', configuration.Domains))}
            parts={ShellText.Quote(string.Join(' ', options.Parts.Select(MailParts.Name)))}
            quota={MailParts.QuotaKiB / 1024}M
            package_cache={ShellText.Quote(options.Cache?.Address.AbsoluteUri ?? string.Empty)}
            cached_hosts={ShellText.Quote(string.Join(' ', options.Cache?.Hosts ?? []))}
            emulated={(options.IsEmulated ? "yes" : "no")}
            patience={Math.Ceiling((ProvisionStep.Settling * options.TimeoutScale).TotalSeconds)}

            """;

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));
}
