using MailFactory.Testing.Conformance.Operations;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Guests;
using MailFactory.Testing.Matrix.Preparing;
using MailFactory.Testing.Matrix.Work;

namespace MailFactory.Testing.Matrix.Images;

/// <summary>Learns who the system of a user's disk is, and waits until it is ready to be worked on.</summary>
/// <param name="frame">The run.</param>
internal sealed class ImageGuest(RunFrame frame)
{
    private static readonly TimeSpan _question = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _cloudInit = TimeSpan.FromMinutes(5);

    /// <summary>
    /// What was found out, one sentence each; throws <see cref="GuestException"/> when nobody may become root there or cloud-init fails.
    /// </summary>
    public async Task<IReadOnlyList<string>> MeetAsync(
        MailMachine machine,
        TestDisk disk,
        Distro distro,
        CancellationToken cancellationToken
    )
    {
        var root = await AskAsync(machine, "id -u", _question, cancellationToken).ConfigureAwait(false);
        if (root.Output.Trim() != "0")
        {
            throw new GuestException($"{disk.User} may not use sudo without a password: {root.Error.Trim()}");
        }

        await machine.ProveHostKeyAsync(cancellationToken).ConfigureAwait(false);
        var os = OsRelease.Parse(
            (await AskAsync(machine, "cat /etc/os-release", _question, cancellationToken).ConfigureAwait(false)).EnsureSuccess().Output
        );
        string[] facts =
        [
            SystemOf(os, distro),
            .. disk.SeedPath is null ? (string[])[] : [await WaitForCloudInitAsync(machine, cancellationToken).ConfigureAwait(false)],
        ];
        // What the image's owner opened is not our server's doing; name services that answer neighbours (LLMNR) are common.
        var sockets = await AskAsync(machine, "ss -H -ltn", _question, cancellationToken).ConfigureAwait(false);
        machine.OwnPorts = sockets.IsSuccess ? ListeningPorts.Public(sockets.Output) : [];
        facts.ToList().ForEach(fact => frame.Say(distro, fact));
        return facts;
    }

    /// <summary>Who the system is, and whether it is the one asked for.</summary>
    internal static string SystemOf(OsRelease os, Distro distro) =>
        os.Is(distro.OsReleaseId, distro.OsReleaseVersion)
            ? $"its system is {os.PrettyName}"
            : $"its system is {os.PrettyName} ({os.Id} {os.VersionId}), not {distro.Id} as --distro says; the mail server is made "
                + "by what the system says";

    // It may still be installing packages, or writing the package manager's sources.
    private async Task<string> WaitForCloudInitAsync(MailMachine machine, CancellationToken cancellationToken)
    {
        var status = await AskAsync(machine, "cloud-init status --wait --long 2>&1", _cloudInit, cancellationToken).ConfigureAwait(false);
        var words = string.Join(
            ", ",
            status
                .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(line => line.Trim('.').Length > 0)
        );
        return status.ExitCode == 1 ? throw new GuestException($"cloud-init failed: {words}") : $"cloud-init is done: {words}";
    }

    private Task<GuestResult> AskAsync(MailMachine machine, string command, TimeSpan limit, CancellationToken cancellationToken) =>
        machine.Guest.RunAsync(command, standardInput: null, frame.Scaled(limit), cancellationToken);
}
