using System.Diagnostics;

namespace MailFactory.Testing.Processes;

/// <summary>Starts a process that outlives this one: in a session of its own, without a terminal, its output in a file.</summary>
internal static class DetachedProcess
{
    private const string Script = """exec "$@" </dev/null >>"$0" 2>&1""";

    /// <summary>Starts the command; its timeout does not apply. Throws <see cref="ToolException"/> when it cannot be started.</summary>
    /// <param name="command">The command; its environment is this process's own, as it continues the same build.</param>
    /// <param name="logPath">The file its output is appended to.</param>
    /// <param name="nonce">A random word in its environment, by which it can be told from every other process.</param>
    public static ProcessIdentity Start(ToolCommand command, string logPath, string nonce)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(logPath))!);
        var info = new ProcessStartInfo(ChildProcess.Require("setsid")) { UseShellExecute = false };
        foreach (
            var argument in (string[])
                [
                    ChildProcess.Require("sh"),
                    "-c",
                    Script,
                    Path.GetFullPath(logPath),
                    ChildProcess.Require(command.Program),
                    .. command.Arguments,
                ]
        )
        {
            info.ArgumentList.Add(argument);
        }

        info.Environment[LeaseRegistry.NonceVariable] = nonce;
        using var process = Process.Start(info)!;
        return ProcessIdentity.Of(process.Id) ?? throw new ToolException($"{command.Program} ended at once; see {logPath}");
    }
}
