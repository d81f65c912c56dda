using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using MailFactory.Testing.IntegrationTests.Media;
using MailFactory.Testing.Media;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Waiting;

namespace MailFactory.Testing.IntegrationTests.Qemu;

/// <summary>What a real guest reaches of this host: the kernel of Debian's installer with a script in the place of init.</summary>
public sealed class GuestReachTests(InstallerFixture installer, ITestOutputHelper output) : IDisposable
{
    private const string Done = "PROBE-DONE";

    private readonly MachineFolder _folder = new();
    private readonly HostService _secret = new(IPAddress.Loopback);
    private readonly HostService _offered = new(IPAddress.Loopback);
    private readonly HostService _own = new(OwnAddress());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _secret.Dispose();
        _offered.Dispose();
        _own.Dispose();
        _folder.Dispose();
    }

    [Fact(Timeout = 600_000)]
    public async Task A_guest_with_a_way_out_reaches_of_the_host_only_what_is_offered()
    {
        var spec = await SpecAsync() with { Reach = new GuestReach { LoopbackPorts = [_offered.Address.Port] } };
        await using var machine = await _folder.StartAsync(spec);
        await ReachesAsync("dhcp offered outside", "secret own");
        await IsReachedAsync(spec);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_mirror_on_the_hosts_own_address_can_be_offered()
    {
        await using var machine = await _folder.StartAsync(await SpecAsync() with { Reach = new GuestReach { Services = [_own.Address] } });
        await ReachesAsync("dhcp own outside", "secret offered");
    }

    [Fact(Timeout = 600_000)]
    public async Task A_guest_without_a_way_out_reaches_nothing_and_is_reached_on_its_ports()
    {
        var spec = await SpecAsync();
        await using var machine = await _folder.StartAsync(spec);
        await ReachesAsync("dhcp", "secret offered own outside");
        await IsReachedAsync(spec);
    }

    /// <summary>The negative control: the same guest on QEMU's user network as it is, without the gate.</summary>
    [Fact(Timeout = 600_000)]
    public async Task Without_the_gate_the_same_guest_reaches_everything()
    {
        var command = (await SpecAsync() with { Reach = new GuestReach() }).ToCommand(_folder.File("qmp"));
        var withoutGate = command.Arguments.Zip(command.Arguments.Skip(1).Append(string.Empty))
            .Where(pair => pair.First != "-S" && !IsGate(pair.First) && !(pair.First == "-object" && IsGate(pair.Second))).Select(pair => pair.First);
        await using var process = await ChildProcess.StartAsync(
            ToolCommand.Create(command.Program, withoutGate), "no gate", _folder.File("qemu.log"), _folder.Leases, null, TimeProvider.System, Cancellation);
        await ReachesAsync("dhcp secret offered own outside", string.Empty);

        static bool IsGate(string argument) => argument.StartsWith("filter-redirector", StringComparison.Ordinal);
    }

    private static IPAddress OwnAddress() => NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(card => card.GetIPProperties().UnicastAddresses).Select(own => own.Address)
        .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address)) ?? IPAddress.Loopback;

    private async Task<MachineSpec> SpecAsync()
    {
        Tools.Require(MachineSpec.Program);
        Assert.SkipWhen(IPAddress.IsLoopback(_own.Address.Address), "this host has no address besides loopback");
        var files = await MediaStore.ExtractAsync(InstallerFixture.Distro, await installer.MediumAsync(Cancellation), _folder.Path, Cancellation);
        Assert.True(files.IsSuccess, files.Failure?.Reason);
        var initrd = _folder.File("initrd.with-probe.gz");
        await new InitrdAppendix().Add("/probe.sh", Probe()).WriteAsync(files.Value.Initrd, initrd, Cancellation);
        return _folder.Spec with
        {
            MemoryMiB = 512,
            Boot = new KernelBoot { Kernel = files.Value.Kernel, Initrd = initrd, CommandLine = "ipv6.disable=1 no_timer_check console=ttyS0,115200n8 rdinit=/bin/sh -- /probe.sh" },
            Forwards = HostPorts.Forward(22),
        };
    }

    private string Probe() => $$"""
        mkdir -p /proc /sys /dev
        mount -t proc proc /proc; mount -t sysfs sys /sys; mount -t devtmpfs dev /dev
        exec > /dev/ttyS0 2>&1
        modprobe virtio_pci; modprobe virtio_net
        echo 1 > /proc/sys/net/ipv4/tcp_syn_retries
        ip link set lo up; ip link set eth0 up
        udhcpc -i eth0 -n -q -s /bin/true > /dev/null 2>&1 && echo "REACHED dhcp"
        ip addr add 10.0.2.15/24 dev eth0
        ip route add default via 10.0.2.2
        for service in secret=10.0.2.2:{{_secret.Address.Port}} offered=10.0.2.2:{{_offered.Address.Port}} own={{_own.Address}}; do
            wget -q -T 4 -O - "http://${service#*=}/" | grep -q {{HostService.Word}} && echo "REACHED ${service%%=*}"
        done
        echo nameserver 10.0.2.3 > /etc/resolv.conf
        wget -q -T 20 -O - http://deb.debian.org/debian/dists/trixie/Release | grep -q Codename && echo "REACHED outside"
        echo "{{Done[..5]}}""{{Done[5..]}}"
        while true; do printf 'HTTP/1.0 200 OK\r\nContent-Length: {{HostService.Word.Length}}\r\n\r\n{{HostService.Word}}' | nc -l -p 22; done
        """;

    private async Task ReachesAsync(string reached, string closed)
    {
        var serial = _folder.Spec.Serial.Path;
        await Wait.UntilAsync("the guest has asked", async token => File.Exists(serial) && (await ReadAsync(token)).Contains(Done, StringComparison.Ordinal), TimeSpan.FromMinutes(8), TimeSpan.FromSeconds(1), TimeProvider.System, Cancellation);
        var text = await ReadAsync(Cancellation);
        output.WriteLine(text);
        Assert.All(Words(reached), service => Assert.Contains($"REACHED {service}", text, StringComparison.Ordinal));
        Assert.All(Words(closed), service => Assert.DoesNotContain($"REACHED {service}", text, StringComparison.Ordinal));

        Task<string> ReadAsync(CancellationToken token) => File.ReadAllTextAsync(serial, token);
        static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static async Task IsReachedAsync(MachineSpec spec)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
        Assert.Contains(HostService.Word, await http.GetStringAsync(new Uri($"http://127.0.0.1:{spec.Forwards[0].HostPort}/"), Cancellation), StringComparison.Ordinal);
    }
}
