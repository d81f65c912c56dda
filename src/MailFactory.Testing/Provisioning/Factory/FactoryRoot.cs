using MailFactory.Testing.Guests;

namespace MailFactory.Testing.Provisioning.Factory;

/// <summary>Lets the run's key in as root, as Mail Server Factory never uses sudo, and takes that back.</summary>
/// <param name="guest">The machine.</param>
/// <param name="publicKey">The public key, one line.</param>
/// <param name="timeout">The limit of a command.</param>
internal sealed class FactoryRoot(IGuestCommands guest, string publicKey, TimeSpan timeout)
{
    // The key comes on standard input. A locked password does not matter to sshd, which asks PAM; PermitRootLogin does.
    private const string OpenScript = """
        set -e
        PATH=$PATH:/usr/sbin:/sbin
        umask 077
        key=$(cat)
        mkdir -p /root/.ssh
        chmod 700 /root/.ssh
        touch /root/.ssh/authorized_keys
        grep -qxF "$key" /root/.ssh/authorized_keys || printf '%s\n' "$key" >>/root/.ssh/authorized_keys
        if command -v restorecon >/dev/null; then restorecon -R /root/.ssh || :; fi
        if sshd -T -C user=root,host=localhost,addr=127.0.0.1 2>/dev/null | grep -qix 'permitrootlogin no'; then
            if ! grep -qi '^ *include .*sshd_config\.d' /etc/ssh/sshd_config; then
                echo 'sshd refuses root (PermitRootLogin no) and reads no sshd_config.d, so Mail Server Factory cannot come in' >&2
                exit 1
            fi
            printf 'PermitRootLogin prohibit-password\n' >/etc/ssh/sshd_config.d/00-mail-factory.conf
            systemctl reload sshd 2>/dev/null || systemctl reload ssh
        fi
        cat /etc/ssh/ssh_host_*_key.pub
        """;

    private const string CloseScript = """
        key=$(cat)
        umask 077
        grep -vxF "$key" /root/.ssh/authorized_keys >/root/.ssh/authorized_keys.new || :
        cat /root/.ssh/authorized_keys.new >/root/.ssh/authorized_keys
        rm -f /root/.ssh/authorized_keys.new
        if [ -e /etc/ssh/sshd_config.d/00-mail-factory.conf ]; then
            rm -f /etc/ssh/sshd_config.d/00-mail-factory.conf
            systemctl reload sshd 2>/dev/null || systemctl reload ssh
        fi
        """;

    /// <summary>
    /// Opens the way in and returns the machine's host keys, a line each; throws <see cref="GuestException"/> when it cannot be opened.
    /// </summary>
    public async Task<IReadOnlyList<string>> OpenAsync(CancellationToken cancellationToken)
    {
        var result = await guest.RunAsync(OpenScript, $"{publicKey}\n", timeout, cancellationToken).ConfigureAwait(false);
        return result.EnsureSuccess().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>Closes the way in; that the machine cannot be reached any more does not matter then.</summary>
    public async Task CloseAsync()
    {
        try
        {
            await guest.RunAsync(CloseScript, $"{publicKey}\n", timeout, CancellationToken.None).ConfigureAwait(false);
        }
        catch (GuestException)
        {
            // What it came to matters more; the machine is a copy that ends with the test.
        }
    }
}
