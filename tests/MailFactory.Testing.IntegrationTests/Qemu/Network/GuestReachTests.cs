using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using MailFactory.Testing.IntegrationTests.Media.Installers;
using MailFactory.Testing.Media.Installers;
using MailFactory.Testing.Media.Store;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Qemu.Devices;
using MailFactory.Testing.Qemu.Network;
using MailFactory.Testing.Waiting;

namespace MailFactory.Testing.IntegrationTests.Qemu.Network;

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
        await ReachesAsync("dhcp offered outside", "secret own", refused: "secret own datagram");
        await IsReachedAsync(spec);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_mirror_on_the_hosts_own_address_can_be_offered()
    {
        await using var machine = await _folder.StartAsync(await SpecAsync() with { Reach = new GuestReach { Services = [_own.Address] } });
        await ReachesAsync("dhcp own outside", "secret offered", refused: "secret offered");
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
        await using var process = await StartAloneAsync(argument => !argument.StartsWith("filter-redirector", StringComparison.Ordinal));
        await ReachesAsync("dhcp secret offered own outside", string.Empty);
    }

    /// <summary>What is left of a run that was killed.</summary>
    [Fact(Timeout = 600_000)]
    public async Task At_a_gate_where_nobody_stands_nothing_passes()
    {
        await using var process = await StartAloneAsync(_ => true);
        await ReachesAsync(string.Empty, "dhcp secret offered own outside");
    }

    // QEMU without the build at its side, and without the objects that are not wanted.
    private async Task<ChildProcess> StartAloneAsync(Func<string, bool> isWanted)
    {
        var command = (await SpecAsync() with { Reach = new GuestReach { LoopbackPorts = [_offered.Address.Port] } }).ToCommand(
            _folder.File("qmp")
        );
        var arguments = command
            .Arguments.Zip(command.Arguments.Skip(1).Append(string.Empty))
            .Where(pair => pair.First != "-S" && isWanted(pair.First) && !(pair.First == "-object" && !isWanted(pair.Second)))
            .Select(pair => pair.First);
        return await ChildProcess.StartAsync(
            ToolCommand.Create(command.Program, arguments),
            "alone",
            ProcessKind.Machine,
            _folder.File("qemu.log"),
            _folder.Leases,
            null,
            TimeProvider.System,
            Cancellation
        );
    }

    private static IPAddress OwnAddress() =>
        NetworkInterface
            .GetAllNetworkInterfaces()
            .SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Select(own => own.Address)
            .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address))
        ?? IPAddress.Loopback;

    private async Task<MachineSpec> SpecAsync()
    {
        Tools.Require(MachineSpec.Program);
        Assert.SkipWhen(IPAddress.IsLoopback(_own.Address.Address), "this host has no address besides loopback");
        var files = await MediaStore.ExtractAsync(
            InstallerFixture.Distro,
            await installer.MediumAsync(Cancellation),
            _folder.Path,
            Cancellation
        );
        Assert.True(files.IsSuccess, files.Failure?.Reason);
        var initrd = _folder.File("initrd.with-probe.gz");
        await new InitrdAppendix().Add("/probe.sh", Probe()).WriteAsync(files.Value.Initrd, initrd, Cancellation);
        return _folder.Spec with
        {
            MemoryMiB = 512,
            Boot = new KernelBoot
            {
                Kernel = files.Value.Kernel,
                Initrd = initrd,
                CommandLine = "ipv6.disable=1 no_timer_check console=ttyS0,115200n8 rdinit=/bin/sh -- /probe.sh",
            },
            Forwards = HostPorts.Forward(22),
        };
    }

    private string Probe() =>
        $$"""
            mkdir -p /proc /sys /dev /tmp
            mount -t proc proc /proc; mount -t sysfs sys /sys; mount -t devtmpfs dev /dev
            exec > /dev/ttyS0 2>&1
            modprobe virtio_pci; modprobe virtio_net
            ip link set lo up; ip link set eth0 up
            udhcpc -i eth0 -n -q -s /bin/true > /dev/null 2>&1 && echo "REACHED dhcp"
            ip addr add 10.0.2.15/24 dev eth0
            ip route add default via 10.0.2.2
            # Who is answered at once gives up at once, and who is not is ended.
            reach() {
                wget -q -O - "$2" > "/tmp/$1" 2> /dev/null & asking=$!
                (sleep 10; kill $asking) > /dev/null 2>&1 & ending=$!
                wait $asking; code=$?
                kill $ending
                if grep -q "$3" "/tmp/$1"; then echo "REACHED $1"; elif [ $code -lt 128 ]; then echo "REFUSED $1"; fi
            }
            for service in secret=10.0.2.2:{{_secret.Address.Port}} offered=10.0.2.2:{{_offered.Address.Port}} own={{_own.Address}}; do
                reach "${service%%=*}" "http://${service#*=}/" {{HostService.Word}}
            done
            printf 'nameserver 10.0.2.2\noptions timeout:60 attempts:1\n' > /etc/resolv.conf
            reach datagram http://deb.debian.org/debian/dists/trixie/Release Codename
            echo nameserver 10.0.2.3 > /etc/resolv.conf
            reach outside http://deb.debian.org/debian/dists/trixie/Release Codename
            echo "{{Done[..5]}}""{{Done[5..]}}"
            while true; do printf 'HTTP/1.0 200 OK\r\nContent-Length: {{HostService.Word.Length}}\r\n\r\n{{HostService.Word}}' | nc -l -p 22; done
            """;

    private async Task ReachesAsync(string reached, string closed, string refused = "")
    {
        var serial = _folder.Spec.Serial.Path;
        await Wait.UntilAsync(
            "the guest has asked",
            async token => File.Exists(serial) && (await ReadAsync(token)).Contains(Done, StringComparison.Ordinal),
            TimeSpan.FromMinutes(8),
            TimeSpan.FromSeconds(1),
            TimeProvider.System,
            Cancellation
        );
        var text = await ReadAsync(Cancellation);
        output.WriteLine(text);
        Assert.All(Words(reached), service => Assert.Contains($"REACHED {service}", text, StringComparison.Ordinal));
        Assert.All(Words(closed), service => Assert.DoesNotContain($"REACHED {service}", text, StringComparison.Ordinal));
        Assert.All(Words(refused), service => Assert.Contains($"REFUSED {service}", text, StringComparison.Ordinal));

        Task<string> ReadAsync(CancellationToken token) => File.ReadAllTextAsync(serial, token);
        static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    // The guest listens a moment after its last word, and anew after each connection.
    private static async Task IsReachedAsync(MachineSpec spec)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
        var service = new Uri($"http://127.0.0.1:{spec.Forwards[0].HostPort}/");
        await Wait.UntilAsync(
            "the guest answers on its port",
            AnswersAsync,
            TimeSpan.FromMinutes(2),
            TimeSpan.FromSeconds(1),
            TimeProvider.System,
            Cancellation
        );

        async Task<bool> AnswersAsync(CancellationToken token)
        {
            try
            {
                return (await http.GetStringAsync(service, token)).Contains(HostService.Word, StringComparison.Ordinal);
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }
    }
}
