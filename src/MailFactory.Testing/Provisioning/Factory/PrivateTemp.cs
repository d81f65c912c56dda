using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Provisioning.Factory;

/// <summary>
/// A /tmp for one process and its children alone, by a mount namespace (unshare(1), mount_namespaces(7)): Mail Server Factory writes
/// files of fixed names there, so that two runs would disturb each other.
/// </summary>
internal static class PrivateTemp
{
    // What lies below /tmp and is needed stays reachable: it is mounted into the folder that takes the place of /tmp.
    private const string Script = """
        set -e
        keep=$1 temp=$2 start=$3
        shift 3
        case $keep in
            /tmp/*)
                mkdir -p "$temp${keep#/tmp}"
                mount --bind "$keep" "$temp${keep#/tmp}" ;;
        esac
        mount --rbind "$temp" /tmp
        cd "$start"
        exec "$@"
        """;

    private static readonly string[][] _ways =
    [
        ["--mount"],
        ["--user", "--map-root-user", "--mount"],
    ];

    /// <summary>
    /// The command with a /tmp of its own; null where neither root's rights nor those of a user namespace are enough to mount.
    /// </summary>
    /// <param name="command">The command, with a working directory.</param>
    /// <param name="keep">A folder that stays reachable by its path even below /tmp.</param>
    /// <param name="temp">The folder that takes the place of /tmp; below <paramref name="keep"/>.</param>
    /// <param name="cancellationToken">Ends the trial early.</param>
    public static async Task<ToolCommand?> WrapAsync(ToolCommand command, string keep, string temp, CancellationToken cancellationToken)
    {
        if (ToolRunner.Find("unshare") is null)
        {
            return null;
        }

        foreach (var way in _ways)
        {
            var trial = ToolCommand.Create("unshare", [.. way, "--", "sh", "-c", Script, "sh", keep, temp, keep, "true"]);
            if ((await ToolRunner.RunAsync(trial, cancellationToken).ConfigureAwait(false)).IsSuccess)
            {
                return command with
                {
                    Program = "unshare",
                    Arguments =
                    [
                        .. way,
                        "--",
                        "sh",
                        "-c",
                        Script,
                        "sh",
                        keep,
                        temp,
                        command.WorkingDirectory!,
                        command.Program,
                        .. command.Arguments,
                    ],
                };
            }
        }

        return null;
    }
}
