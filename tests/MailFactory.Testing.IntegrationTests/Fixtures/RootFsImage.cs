using MailFactory.Testing.Files;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.IntegrationTests.Fixtures;

/// <summary>A directory tree of a Debian release with the packages the tests need, made once and kept in the work directory.</summary>
internal static class RootFsImage
{
    private const string Mirror = "http://deb.debian.org/debian";

    private static readonly string[] _packages =
    [
        "busybox", "ca-certificates", "dovecot-imapd", "dovecot-lmtpd", "dovecot-pop3d", "iproute2", "openssh-server", "openssl",
        "postfix", "procps", "sudo",
    ];

    private static readonly SemaphoreSlim _making = new(1);

    /// <summary>The tree of a release, such as <c>trixie</c>; fetched from the mirror when it is not there yet.</summary>
    public static async Task<string> TreeAsync(string suite, CancellationToken cancellationToken)
    {
        var key = Digest.OfText(string.Join(' ', [suite, .. _packages]))[..12];
        var tree = Path.Combine(Folder(), $"{suite}-{key}");
        await _making.WaitAsync(cancellationToken);
        try
        {
            if (!Directory.Exists(tree))
            {
                await MakeAsync(suite, tree, cancellationToken);
            }

            return tree;
        }
        finally
        {
            _making.Release();
        }
    }

    // Made beside its place and moved there whole: a run that breaks off leaves nothing that looks finished.
    private static async Task MakeAsync(string suite, string tree, CancellationToken cancellationToken)
    {
        var partial = $"{tree}.{Environment.ProcessId}.partial";
        Directory.CreateDirectory(Folder());
        var command = ToolCommand.Create("mmdebstrap", "--quiet", "--variant=minbase", $"--include={string.Join(',', _packages)}", suite, partial, Mirror) with
        {
            Timeout = TimeSpan.FromMinutes(10),
        };
        (await ToolRunner.RunAsync(command, cancellationToken)).EnsureSuccess();
        Directory.Move(partial, tree);
    }

    private static string Folder() => Repository.File("vms", "rootfs");
}
