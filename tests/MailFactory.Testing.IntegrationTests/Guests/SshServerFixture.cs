using MailFactory.Testing.Guests;
using MailFactory.Testing.IntegrationTests.Fixtures;

namespace MailFactory.Testing.IntegrationTests.Guests;

/// <summary>A real sshd in a root file system of its own, with a user who may use sudo, as an installed machine has.</summary>
public sealed class SshServerFixture : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mail-factory-ssh-").FullName;
    private readonly SemaphoreSlim _starting = new(1);
    private RootFs? _rootFs;
    private SshAccess? _access;

    /// <summary>How to reach it; skips the test where the host cannot run one.</summary>
    internal async Task<SshAccess> AccessAsync(CancellationToken cancellationToken)
    {
        RootFs.Require();
        Tools.Require("ssh-keygen");
        await _starting.WaitAsync(cancellationToken);
        try
        {
            return _access ??= await StartAsync(cancellationToken);
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>A key that the server does not know.</summary>
    internal async Task<string> StrangeKeyAsync(CancellationToken cancellationToken) =>
        (await SshKeyPair.CreateAsync(Path.Combine(_folder, "strange"), "strange", cancellationToken)).PrivateKeyPath;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_rootFs is not null)
        {
            await _rootFs.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
        _starting.Dispose();
    }

    private async Task<SshAccess> StartAsync(CancellationToken cancellationToken)
    {
        var key = await SshKeyPair.CreateAsync(Path.Combine(_folder, "known"), "mailtest", cancellationToken);
        _rootFs ??= await RootFs.StartAsync("trixie", cancellationToken);
        const string Script = """
            useradd --create-home --shell /bin/sh mailtest
            install -d -m 700 -o mailtest -g mailtest /home/mailtest/.ssh
            install -m 600 -o mailtest -g mailtest /dev/stdin /home/mailtest/.ssh/authorized_keys
            echo 'mailtest ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/mailtest
            /usr/sbin/sshd </dev/null >/dev/null 2>&1
            """;
        (await _rootFs.RunAsync($"set -e\n{Script}", key.PublicKey + "\n", TimeSpan.FromMinutes(1), cancellationToken)).EnsureSuccess();
        return new SshAccess
        {
            Host = _rootFs.Address,
            Port = 22,
            User = "mailtest",
            PrivateKeyPath = key.PrivateKeyPath,
        };
    }
}
