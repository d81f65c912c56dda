using System.Text.Json.Serialization;
using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Processes;

namespace MailFactory.Testing.Machines;

/// <summary>A machine that goes on without a build, for people to look into.</summary>
internal sealed record KeptMachine
{
    /// <summary>The distro's identifier.</summary>
    public required string Distro { get; init; }

    /// <summary>Its QEMU process.</summary>
    public required ProcessIdentity Process { get; init; }

    /// <summary>The port on 127.0.0.1 that leads to its SSH server.</summary>
    public required int SshPort { get; init; }

    /// <summary>The user to log in as, who may use sudo without a password.</summary>
    public required string User { get; init; }

    /// <summary>The file with the private SSH key.</summary>
    public required string SshKey { get; init; }

    /// <summary>The ports on 127.0.0.1 that lead to its mail services.</summary>
    public required IReadOnlyDictionary<MailService, int> MailPorts { get; init; }

    /// <summary>The disk that its own disk is an overlay of: the name of an archived one, the full path of any other.</summary>
    public required string ArchiveFile { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>By what time limits are multiplied because its accelerator is slow; 1 unless set.</summary>
    public double Slowness { get; init; } = 1;

    /// <summary>Its SSH host key as known_hosts has it; null when its archive does not know it.</summary>
    public string? HostKey { get; init; }

    /// <summary>The command that logs in and holds the machine to its host key, as far as that is known.</summary>
    [JsonIgnore]
    public string SshCommand =>
        HostKey is null
            ? $"ssh -p {SshPort} -i {SshKey} -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null {User}@127.0.0.1"
            : $"ssh -p {SshPort} -i {SshKey} -o UserKnownHostsFile={KnownHostsFile} {User}@127.0.0.1";

    /// <summary>The file with the host key, beside the private key.</summary>
    [JsonIgnore]
    public string KnownHostsFile => Path.Combine(Path.GetDirectoryName(SshKey)!, "known_hosts");

    /// <summary>How to get in, in one line.</summary>
    public override string ToString() => $"{Distro} runs (pid {Process.Pid}): {SshCommand}";
}
