using MailFactory.Testing.Runs;

partial class Build
{
    /// <summary>The parameters of all components, as the library takes them, read once.</summary>
    public RunOptions Options => field ??= ReadOptions();

    RunOptions ReadOptions() =>
        new RunOptions
        {
            Repository = RootDirectory,
            Layout = new WorkLayout(From<IHasWorkDirectory>().WorkDirectory),
            Distros = From<IHasDistros>().Distros ?? [],
            MemoryMiB = From<IHasMachines>().Memory,
            DiskGiB = From<IHasMachines>().Disk,
            Cpus = From<IHasMachines>().Cpus,
            Accelerator = From<IHasMachines>().Accelerator,
            Firmware = From<IHasMachines>().Firmware ?? "bios",
            IsFirmwareNamed = From<IHasMachines>().Firmware is not null,
            PackageCache = From<IHasMirror>().PackageCache,
            IsoPath = From<IHasMedia>().IsoPath,
            IsoSha256 = From<IHasMedia>().IsoSha256,
            Offline = From<IHasMedia>().Offline,
            RateLimitMiB = From<IHasMedia>().RateLimit,
            AllowTrust = From<IHasMedia>().AllowTrust,
            RhsmOfflineToken = From<IHasMedia>().RhsmOfflineToken is { Length: > 0 } token ? new SecretText(token) : null,
            IsoQuotaGiB = From<IListMedia>().IsoQuota,
            MaxParallel = From<IHasMatrix>().MaxParallel,
            HostMemoryMiB = From<IHasMatrix>().HostMemory,
            HostCpus = From<IHasMatrix>().HostCpus,
            Checks = From<IHasMailChecks>().Checks,
            Provisioner = From<IHasProvisioner>().Provisioner,
            Parts = From<IHasProvisioner>().Parts,
            MailFactory = MailFactory,
            Image = Image,
            Server = Server,
            TimeoutScale = From<IHasMatrix>().TimeoutScale,
            KnownIssues = From<IHasMatrix>().KnownIssues,
            Fresh = From<IHasMatrix>().Fresh,
            KeepsMachines = From<ITestMailServer>().KeepVms,
            Setup = From<IHasHostSetup>().Setup,
            Release = Release,
        }.WithMirror(From<IHasMirror>().Mirror);

    ImageOptions? Image =>
        From<ITestMailServer>() is { Image: null, ImageUser: null } and ({ SshKey: null } or { Server: not null } or { Ssh: not null })
            ? null
            : new()
            {
                File = From<ITestMailServer>().Image is { } file ? file.ToString() : string.Empty,
                User = From<ITestMailServer>().ImageUser,
                SshKey = From<ITestMailServer>().SshKey,
            };

    ServerOptions? Server =>
        From<IHasServer>() is { Server: null, Accounts: null, Ca: null, ServerProfile: null, Ports: [], OutsideDomain: null, Ssh: null }
            ? null
            : new()
            {
                Host = From<IHasServer>().Server ?? string.Empty,
                Accounts = From<IHasServer>().Accounts,
                Authority = From<IHasServer>().Ca,
                Profile = From<IHasServer>().ServerProfile,
                Ports = From<IHasServer>().Ports,
                OutsideDomain = From<IHasServer>().OutsideDomain,
                Ssh = From<IHasServer>().Ssh,
                SshKey = From<ITestMailServer>().SshKey,
            };

    MailFactoryOptions MailFactory =>
        new()
        {
            Home = From<IHasProvisioner>().MailFactoryHome,
            Jar = From<IHasProvisioner>().MailFactoryJar,
            DockerAccount = From<IHasProvisioner>().DockerAccount,
            DockerPassword = From<IHasProvisioner>().DockerPassword is { Length: > 0 } password ? new SecretText(password) : null,
        };

    ReleaseOptions Release =>
        new()
        {
            Tag = From<IRelease>().ReleaseTag,
            Repository = From<IRelease>().ReleaseRepository,
            Url = From<IRelease>().ReleaseUrl,
            Token = From<IRelease>().GithubToken is { Length: > 0 } token ? new SecretText(token) : null,
            IsDryRun = From<IHasDryRun>().DryRun,
            ChangelogFile = From<IRelease>().ChangelogFile,
            Sign = From<IRelease>().Sign,
            SignKey = From<IRelease>().SignKey,
            AllowsUntested = From<IRelease>().ReleaseUntested,
        };
}
