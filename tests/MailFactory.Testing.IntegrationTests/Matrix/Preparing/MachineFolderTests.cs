using System.IO.Compression;
using System.Text;
using MailFactory.Testing.AnswerFiles;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Files;
using MailFactory.Testing.Installs.Events;
using MailFactory.Testing.IntegrationTests.Media.Installers;
using MailFactory.Testing.IntegrationTests.Replay;
using MailFactory.Testing.Machines;
using MailFactory.Testing.Matrix.Preparing;
using MailFactory.Testing.Matrix.Work;
using MailFactory.Testing.Media;
using MailFactory.Testing.Media.Formats;
using MailFactory.Testing.Media.Installers;
using MailFactory.Testing.Media.Store;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu.Accelerators;
using MailFactory.Testing.Qemu.Network;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Runs.State;
using MailFactory.Testing.Scheduling.Plans;
using Serilog.Core;

namespace MailFactory.Testing.IntegrationTests.Matrix.Preparing;

/// <summary>What a machine's folder holds before its installer starts, for each distro, from an ISO with the vendor's layout.</summary>
public sealed class MachineFolderTests(InstallerFixture installer) : IDisposable
{
    private static readonly DistroCatalog _catalog = DistroCatalog.Load(Repository.PathOf("preseeds", "catalog.json"));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mail-factory-folder-");
    private readonly HttpClient _http = new();

    public static TheoryData<string> Distros => [.. _catalog.Distros.Where(distro => distro.Iso is not null).Select(distro => distro.Id)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Distros))]
    public async Task Installer_answers_and_discs_are_ready(string id)
    {
        Tools.Require("xorriso", "qemu-img", "openssl", "ssh-keygen");
        var distro = _catalog.Select([id])[0];
        var family = _catalog.FamilyOf(distro);
        var (machine, iso) = await CreateAsync(distro);

        Assert.True(File.Exists(machine.DiskPath));
        Assert.Equal("a kernel", await File.ReadAllTextAsync(machine.Boot!.Kernel, Cancellation));
        Assert.Equal(KernelArguments.Render(family, distro, await IsoVolume.ReadIdAsync(iso, Cancellation)), machine.Boot.CommandLine);
        Assert.Equal(family.NeedsMedium ? iso : null, machine.CdRoms.FirstOrDefault(disc => disc.Path == iso)?.Path);

        Assert.Equal(
            await File.ReadAllTextAsync(
                Repository.PathOf("tests", "MailFactory.Testing.IntegrationTests", "Matrix", "Preparing", "Golden", $"{id}.args.txt"),
                Cancellation
            ),
            Arguments(distro, machine, iso)
        );

        var answers = family.Delivery == AnswerDelivery.Initrd ? FromInitrd(machine) : await FromSeedAsync(machine, family.Delivery);
        Assert.DoesNotContain(machine.Nonce, answers, StringComparison.Ordinal);
        Assert.Contains(machine.Nonce, answers.Replace("''", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain(machine.Nonce.Split(' ')[^1], machine.Boot.CommandLine, StringComparison.Ordinal);
        Assert.Contains((await File.ReadAllTextAsync($"{machine.SshKeyPath}.pub", Cancellation)).Trim(), answers, StringComparison.Ordinal);
    }

    [Fact(Timeout = 300_000)]
    public async Task An_ISO_that_carries_the_netboot_installer_is_told_where_its_components_are()
    {
        Tools.Require("xorriso", "qemu-img", "openssl", "ssh-keygen");
        var medium = await installer.MediumAsync(Cancellation);
        var files = await MediaStore.ExtractAsync(InstallerFixture.Distro, medium, Path.Combine(_folder.FullName, "netboot"), Cancellation);
        var distro = _catalog.Select(["debian-13"])[0];

        Assert.Contains("anna/choose_modules string base-installer", await AnswersAsync(files.Value), StringComparison.Ordinal);
        Assert.DoesNotContain("anna/choose_modules string base-installer", await AnswersAsync(null), StringComparison.Ordinal);

        async Task<string> AnswersAsync(InstallerFiles? real)
        {
            var (machine, _) = await CreateAsync(distro, real);
            return await File.ReadAllTextAsync(Path.Combine(machine.Folder, "preseed.cfg"), Cancellation);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Each_machine_has_secrets_of_its_own()
    {
        Tools.Require("xorriso", "qemu-img", "openssl", "ssh-keygen");
        var distro = _catalog.Select(["rocky-9"])[0];
        var (first, _) = await CreateAsync(distro);
        var before = await File.ReadAllTextAsync(Path.Combine(first.Folder, "ks.cfg"), Cancellation);
        var (second, _) = await CreateAsync(distro);
        var after = await File.ReadAllTextAsync(Path.Combine(second.Folder, "ks.cfg"), Cancellation);

        Assert.NotEqual(first.Nonce, second.Nonce);
        Assert.NotEqual(Line(before, "user "), Line(after, "user "));
        Assert.NotEqual(Line(before, "sshkey "), Line(after, "sshkey "));

        static string Line(string text, string start) => text.Split('\n').Single(line => line.StartsWith(start, StringComparison.Ordinal));
    }

    /// <summary>QEMU's arguments for the install, one a line, with names in place of paths that differ from run to run.</summary>
    private static string Arguments(Distro distro, PreparedMachine machine, string iso)
    {
        var spec = MachineSpecs.Of(
            new MachineSize(distro.MemoryMiB, distro.DiskGiB, distro.Cpus),
            Accelerator.Tcg,
            $"vm_install_{distro.Id}",
            machine.DiskPath,
            machine.SerialPath,
            "/log"
        );
        return string.Concat(
            (spec.ForInstaller(machine) with { Reach = new GuestReach() })
                .ToCommand("/qmp")
                .Arguments.Select(argument =>
                    $"{argument.Replace(machine.Folder, "VM", StringComparison.Ordinal).Replace(Path.GetDirectoryName(iso)!, "ISOS", StringComparison.Ordinal)}\n"
                )
        );
    }

    private static string FromInitrd(PreparedMachine machine)
    {
        Assert.DoesNotContain(machine.CdRoms, disc => Path.GetFileName(disc.Path) == "seed.iso");
        using var initrd = new GZipStream(File.OpenRead(machine.Boot!.Initrd), CompressionMode.Decompress);
        var files = CpioReader.Read(initrd).ToDictionary(entry => entry.Path, entry => Encoding.UTF8.GetString(entry.Content));
        Assert.Contains("init", files.Keys);
        Assert.Contains("preseed.cfg", files.Keys);
        return string.Concat(files.Values);
    }

    private async Task<string> FromSeedAsync(PreparedMachine machine, AnswerDelivery delivery)
    {
        // Installers take the first disc for theirs, so the answers come last.
        var seed = machine.CdRoms[^1].Path;
        Assert.Equal(delivery.ToString().ToUpperInvariant(), await IsoVolume.ReadIdAsync(seed, Cancellation));
        var target = Path.Combine(_folder.FullName, "seed");
        (
            await ToolRunner.RunAsync(
                ToolCommand.Create("xorriso", "-osirrox", "on", "-indev", seed, "-extract", "/", target),
                Cancellation
            )
        ).EnsureSuccess();
        return string.Concat(Directory.EnumerateFiles(target).Select(File.ReadAllText));
    }

    private async Task<(PreparedMachine Machine, string Iso)> CreateAsync(Distro distro, InstallerFiles? real = null)
    {
        var iso = await VendorIso.CreateAsync(distro, _folder.FullName, Cancellation, real);
        await using var events = new InstallEventListener();
        var layout = new WorkLayout(_folder.FullName);
        await using var recorder = RunRecorder.Open(layout, TimeProvider.System, _ => { });
        var frame = Frame(layout, recorder);
        var answers = new MachineAnswers(_catalog, new AnswerFileRenderer(Repository.PathOf("preseeds")), events, frame);
        using var media = new MediaStore(layout.Media, _http, TimeProvider.System);
        var medium = new Medium
        {
            DistroId = distro.Id,
            Kind = MediumKind.Iso,
            FilePath = iso,
            Sha256 = await Digest.OfFileAsync(iso, Cancellation),
            Version = Path.GetFileName(iso),
            Trust = TrustLevel.Pinned,
            Proof = "written by this test",
        };
        var machine = await new MachineFolder(frame, _catalog, media, _http, answers).CreateAsync(
            distro,
            medium,
            frame.Progress(distro, Stage.Create),
            Cancellation
        );
        Assert.True(machine.IsSuccess, machine.Failure?.Reason);
        return (machine.Value, iso);
    }

    private static RunFrame Frame(WorkLayout layout, RunRecorder recorder)
    {
        var accelerator = new AcceleratorCandidate
        {
            Accelerator = Accelerator.Tcg,
            IsProven = true,
            SpeedFactor = 1,
            Reason = "not used",
        };
        return new RunFrame
        {
            Options = new RunOptions { Repository = Repository.PathOf("."), Layout = layout },
            Time = TimeProvider.System,
            Accelerator = new AcceleratorReport { Candidates = [accelerator], Chosen = accelerator },
            View = new SessionView(TextWriter.Null, recorder, TimeProvider.System),
            Log = Logger.None,
        };
    }
}
