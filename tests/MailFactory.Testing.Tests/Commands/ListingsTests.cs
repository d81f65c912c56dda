using MailFactory.Testing.Commands;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Tests.Commands;

public sealed class ListingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _console = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RunOptions Options =>
        new()
        {
            Repository = Repository.Root,
            Layout = new WorkLayout(_folder.Path),
            Distros = ["debian-13"],
        };

    public void Dispose()
    {
        _folder.Dispose();
        _console.Dispose();
    }

    [Fact(Timeout = 10_000)]
    public async Task An_empty_work_directory_is_said_to_be_empty()
    {
        await Listings.MachinesAsync(Options, _console, Cancellation);
        Assert.Equal($"no machines in {_folder.PathOf("vms")}\n", _console.ToString());
    }

    [Fact(Timeout = 60_000)]
    public async Task Of_what_runs_only_machines_are_listed()
    {
        await using var machine = await StartAsync("vm_install_debian-13", ProcessKind.Machine);
        await using var provisioner = await StartAsync("mail_factory debian-13", ProcessKind.Provisioner);
        await using var cache = await StartAsync("package_cache", ProcessKind.PackageCache);

        await Listings.MachinesAsync(Options, _console, Cancellation);

        Assert.Equal($"running  vm_install_debian-13  pid {machine.Identity.Pid}\n", _console.ToString());
    }

    [Fact(Timeout = 60_000)]
    public async Task Archives_that_are_not_there_are_not_praised()
    {
        await ArchiveCheck.RunAsync(Options, _console, Cancellation);
        Assert.Equal($"no archives in {_folder.PathOf("vms", "archive")}\n", _console.ToString());
    }

    [Fact(Timeout = 10_000)]
    public async Task Deleting_takes_the_machine_and_leaves_the_archive_and_other_machines()
    {
        foreach (var name in (string[])["debian-12", "debian-13", "archive"])
        {
            Directory.CreateDirectory(_folder.PathOf("vms", name));
        }

        await Listings.DeleteMachinesAsync(Options, _console, Cancellation);
        Assert.Equal(["archive", "debian-12"], Directory.EnumerateDirectories(_folder.PathOf("vms")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Without_a_distro_the_whole_catalogue_is_looked_at_and_not_the_default_matrix_alone()
    {
        Assert.Contains("debian-13", MediaListings.Selected(Options with { Distros = [] }).Select(distro => distro.Id));
        Assert.Equal(["debian-13"], MediaListings.Selected(Options).Select(distro => distro.Id));
    }

    private Task<ChildProcess> StartAsync(string name, ProcessKind kind) =>
        ChildProcess.StartAsync(
            ToolCommand.Create("sleep", "600"),
            name,
            kind,
            _folder.PathOf("sleep.log"),
            new LeaseRegistry(Options.Layout.Leases, TimeProvider.System),
            scratchFolder: null,
            TimeProvider.System,
            Cancellation
        );
}
