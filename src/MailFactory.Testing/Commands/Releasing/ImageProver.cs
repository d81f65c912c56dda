using MailFactory.Testing.AnswerFiles;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Machines;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Devices;
using MailFactory.Testing.Releases;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Commands.Releasing;

/// <summary>Proves a sanitised image by booting it as its next owner would, with a seed medium.</summary>
/// <param name="host">The host.</param>
internal sealed class ImageProver(ReleaseHost host)
{
    private static readonly string[] _guesses = ["", "password"];

    /// <summary>
    /// Boots the machine, whose disk is changed, and looks for traces of the run; throws <see cref="ReleaseException"/> that
    /// names the first one found.
    /// </summary>
    /// <param name="spec">The machine on a copy of the image; its first forwarded port leads to SSH.</param>
    /// <param name="access">The run's own access, which must not work any more.</param>
    /// <param name="before">Who the machine was before it was sanitised.</param>
    /// <param name="folder">A folder for the owner's key and the seed medium.</param>
    /// <param name="cancellationToken">Ends the machine early.</param>
    public async Task<ImageProof> ProveAsync(
        MachineSpec spec,
        SshAccess access,
        ImageIdentity before,
        string folder,
        CancellationToken cancellationToken
    )
    {
        var owner = await SshKeyPair
            .CreateAsync(Path.Combine(folder, "owner.id_ed25519"), "owner", cancellationToken)
            .ConfigureAwait(false);
        var seed = Path.Combine(folder, "seed.iso");
        await SeedMedium
            .CreateAsync(
                seed,
                RestoreScript.SeedLabel,
                new Dictionary<string, string> { ["authorized_keys"] = $"{owner.PublicKey}\n" },
                cancellationToken
            )
            .ConfigureAwait(false);

        var booted = await BootedGuest
            .StartAsync(
                spec with
                {
                    CdRoms = [.. spec.CdRoms, new CdRomDrive(seed)],
                },
                access with
                {
                    PrivateKeyPath = owner.PrivateKeyPath,
                    HostKey = null,
                },
                host.BootTimeout,
                host.Leases,
                host.Time,
                picture: null,
                cancellationToken
            )
            .ConfigureAwait(false);
        await using (booted.ConfigureAwait(false))
        {
            return await booted.DoAsync(token => ProveAsync(booted, access, before, token), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<ImageProof> ProveAsync(
        BootedGuest booted,
        SshAccess access,
        ImageIdentity before,
        CancellationToken cancellationToken
    )
    {
        string[] statements =
        [
            "the owner's key from the seed medium opens it",
            .. await RefusedAsync(access, cancellationToken).ConfigureAwait(false),
            .. await ChangedAsync(booted.Guest, before, cancellationToken).ConfigureAwait(false),
        ];
        return new ImageProof(booted.BootTime, statements);
    }

    private static async Task<IReadOnlyList<string>> RefusedAsync(SshAccess access, CancellationToken cancellationToken)
    {
        Require(!await LoginAttempt.WithKeyAsync(access, cancellationToken).ConfigureAwait(false), "the run's key still opens it");
        foreach (var guess in _guesses.Append(access.User))
        {
            Require(
                !await LoginAttempt.WithPasswordAsync(access, guess, cancellationToken).ConfigureAwait(false),
                $"the password '{guess}' opens it"
            );
        }

        return ["the run's key is refused", "passwords are refused"];
    }

    private async Task<IReadOnlyList<string>> ChangedAsync(SshGuest guest, ImageIdentity before, CancellationToken cancellationToken)
    {
        var after = await GuestIdentity.OfAsync(guest, host.CommandTimeout, cancellationToken).ConfigureAwait(false);
        Require(after.MachineId.Length > 0 && after.MachineId != before.MachineId, $"its machine-id is still {before.MachineId}");
        Require(after.HostKeys.Count > 0 && !after.HostKeys.Intersect(before.HostKeys).Any(), "it has a host key of the archived machine");
        var open = await GuestIdentity
            .AskAsync(guest, "getent shadow | awk -F: '$2 !~ /^[!*]/ { print $1 }'", host.CommandTimeout, cancellationToken)
            .ConfigureAwait(false);
        Require(open.Trim().Length == 0, $"these accounts have a password or need none: {open.Trim().ReplaceLineEndings(" ")}");
        return ["no account has a password", "its machine-id is new", $"its {after.HostKeys.Count} host keys are new"];
    }

    private static void Require(bool holds, string fault)
    {
        if (!holds)
        {
            throw new ReleaseException(FailureClass.Product, $"the sanitised image is not fit to be released: {fault}");
        }
    }
}
