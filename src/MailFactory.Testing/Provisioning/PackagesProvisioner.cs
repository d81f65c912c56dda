using System.Text;
using MailFactory.Testing.Guests;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.MailProtocols.Accounts;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Provisioning;

/// <summary>
/// Makes a mail server of a machine, from its distro's own packages: Postfix and Dovecot with accounts, own certificate and a
/// sink that stands for a foreign host. Running it again changes nothing that is right already.
/// </summary>
internal static class PackagesProvisioner
{
    private const string Folder = "/run/mail-factory";
    private const string Pending = "/var/lib/mail-factory/restart-pending";
    private const string Unpacking = $"rm -rf {Folder} && mkdir -m 700 {Folder} && base64 -d | tar -x -f - -C {Folder} --no-same-owner";
    private const string Authority = "/etc/ssl/mail-factory/ca.pem";
    private const string Certificate = "/etc/ssl/mail-factory/server.pem";
    private static readonly TimeSpan _short = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Provisions the guest and returns what is installed now; throws <see cref="GuestException"/> with the step, the command
    /// and its last lines when a step fails or does not end in time.
    /// </summary>
    /// <param name="guest">Runs commands in the machine, as root.</param>
    /// <param name="configuration">Host name, domains and accounts.</param>
    /// <param name="options">Packages, foreign domain and time limits.</param>
    /// <param name="progress">Gets one line as each step begins.</param>
    /// <param name="cancellationToken">Ends it early; a later run picks up where this one stopped.</param>
    public static async Task<ProvisionResult> ProvisionAsync(
        IGuestCommands guest,
        MailConfiguration configuration,
        ProvisionOptions options,
        IProgress<string>? progress,
        CancellationToken cancellationToken
    )
    {
        progress?.Report("uploading the provisioning bundle");
        var certificate = await CertificateAsync(guest, configuration.Hostname, options, cancellationToken).ConfigureAwait(false);
        var bundle = ProvisionBundle.Pack(ProvisionBundle.Files(configuration, options, certificate));
        try
        {
            await UploadAsync(guest, bundle, options, cancellationToken).ConfigureAwait(false);
            var steps = new List<ProvisionStepResult>();
            var output = new StringBuilder();
            foreach (var step in ProvisionStep.All.Where(step => step.Part is not { } part || options.Parts.Contains(part)))
            {
                progress?.Report(step.Says);
                var result = await RunAsync(guest, step, options, cancellationToken).ConfigureAwait(false);
                output.Append(result.Output);
                steps.Add(new ProvisionStepResult(step.Name, result.Duration, Marked(result.Output, "changed: ")));
            }

            return new ProvisionResult
            {
                Versions = Pairs(output, "version: ").ToDictionary(pair => pair.Name, pair => pair.Text),
                AuthorityPem = certificate.AuthorityPem,
                ForeignDomain = options.ForeignDomain,
                Parts = Parts(output, options.Parts),
                Steps = steps,
            };
        }
        finally
        {
            await RemoveBundleAsync(guest, options).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Gives the accounts of a machine that was provisioned before their passwords of now; nothing has to be restarted for that, as Dovecot
    /// reads the file again when it has changed. Throws <see cref="GuestException"/> when it fails, or when the machine has another
    /// authority than the server was given. It is one command, since each takes a second or two on a slow machine.
    /// </summary>
    /// <param name="guest">Runs commands in the machine, as root.</param>
    /// <param name="configuration">The accounts.</param>
    /// <param name="options">As the machine was provisioned.</param>
    /// <param name="server">The server as it was provisioned.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<ProvisionResult> RenewAsync(
        IGuestCommands guest,
        MailConfiguration configuration,
        ProvisionOptions options,
        ProvisionResult server,
        CancellationToken cancellationToken
    )
    {
        var step = ProvisionStep.Accounts;
        var certificate = new ServerCertificate(server.AuthorityPem, string.Empty, KeyPem: null);
        var result = await guest
            .RunAsync(
                $"{Unpacking} && cmp {Folder}/ca.pem {Authority} && cd {Folder} && sh ./{step.Name}.sh && rm -f {Pending}; "
                    + $"result=$?; rm -rf {Folder}; exit $result",
                ProvisionBundle.Pack(ProvisionBundle.Files(configuration, options, certificate)),
                (step.Timeout + _short) * options.TimeoutScale,
                cancellationToken
            )
            .ConfigureAwait(false);
        result.EnsureSuccess();
        return server with { Steps = [new ProvisionStepResult(step.Name, result.Duration, Marked(result.Output, "changed: "))] };
    }

    // The passwords are in it, so the folder goes even when a step failed; what failed matters more than a folder in memory.
    private static async Task RemoveBundleAsync(IGuestCommands guest, ProvisionOptions options)
    {
        try
        {
            await guest
                .RunAsync($"rm -rf {Folder}", standardInput: null, _short * options.TimeoutScale, CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (GuestException) { }
    }

    private static async Task<ServerCertificate> CertificateAsync(
        IGuestCommands guest,
        string hostname,
        ProvisionOptions options,
        CancellationToken cancellationToken
    )
    {
        var now = options.Time.GetUtcNow();
        var present = await guest
            .RunAsync(
                $"cat {Authority} && echo && cat {Certificate}",
                standardInput: null,
                _short * options.TimeoutScale,
                cancellationToken
            )
            .ConfigureAwait(false);
        var parts = present.Output.Split("\n\n", 2);
        return present.IsSuccess && parts.Length == 2 && CertificateIssuer.IsGood(parts[0] + "\n", parts[1], hostname, now)
            ? new ServerCertificate(parts[0] + "\n", parts[1], KeyPem: null)
            : CertificateIssuer.Issue(hostname, now);
    }

    private static async Task UploadAsync(
        IGuestCommands guest,
        string bundle,
        ProvisionOptions options,
        CancellationToken cancellationToken
    )
    {
        var result = await guest.RunAsync(Unpacking, bundle, _short * options.TimeoutScale, cancellationToken).ConfigureAwait(false);
        result.EnsureSuccess();
    }

    private static async Task<GuestResult> RunAsync(
        IGuestCommands guest,
        ProvisionStep step,
        ProvisionOptions options,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var result = await guest
                .RunAsync(
                    $"cd {Folder} && sh ./{step.Name}.sh",
                    standardInput: null,
                    step.Timeout * options.TimeoutScale,
                    cancellationToken
                )
                .ConfigureAwait(false);
            return result.EnsureSuccess();
        }
        catch (GuestException error)
        {
            throw new GuestException($"provisioning stopped while {step.Says}: {error.Message}", error);
        }
    }

    private static MailParts Parts(StringBuilder output, IReadOnlyList<MailPart> wanted)
    {
        var present = Pairs(output, "part: ").Select(pair => pair.Name).ToHashSet();
        var reasons = Pairs(output, "not offered: ").ToDictionary(pair => pair.Name, pair => pair.Text);
        return new MailParts
        {
            Present = [.. wanted.Where(part => present.Contains(MailParts.Name(part)))],
            NotOffered = wanted
                .Where(part => reasons.ContainsKey(MailParts.Name(part)))
                .ToDictionary(part => part, part => reasons[MailParts.Name(part)]),
        };
    }

    private static IEnumerable<(string Name, string Text)> Pairs(StringBuilder output, string mark) =>
        Marked(output.ToString(), mark)
            .Select(line => line.Split(' ', 2))
            .Select(words => (words[0], words.ElementAtOrDefault(1) ?? string.Empty));

    private static List<string> Marked(string output, string mark) =>
        [.. output.Split('\n').Where(line => line.StartsWith(mark, StringComparison.Ordinal)).Select(line => line[mark.Length..])];
}
