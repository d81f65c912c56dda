using MailFactory.Testing.Options;
using MailFactory.Testing.Runs;

partial class Build
{
    /// <summary>The parameters of all components, as the library takes them, read once.</summary>
    public RunOptions Options => field ??= ReadOptions();

    RunOptions ReadOptions() =>
        new OptionWords
        {
            Accelerator = From<IHasMachines>().Accelerator,
            Firmware = From<IHasMachines>().Firmware,
            PackageCache = From<IHasMirror>().PackageCache,
            Provisioner = From<IHasProvisioner>().Provisioner,
            Parts = From<IHasProvisioner>().Parts,
            Mirror = From<IHasMirror>().Mirror,
            AllowTrust = From<IHasMedia>().AllowTrust,
            KnownIssues = From<IHasMatrix>().KnownIssues,
            Server = Server,
        }.ReadInto(PlainOptions);

    /// <summary>The parameters that mean what they say.</summary>
    RunOptions PlainOptions =>
        new()
        {
            Repository = RootDirectory,
            Layout = new WorkLayout(From<IHasWorkDirectory>().WorkDirectory),
            Distros = From<IHasDistros>().Distros ?? [],
            MemoryMiB = From<IHasMachines>().Memory,
            DiskGiB = From<IHasMachines>().Disk,
            Cpus = From<IHasMachines>().Cpus,
            IsoPath = From<IHasMedia>().IsoPath,
            IsoSha256 = From<IHasMedia>().IsoSha256,
            Offline = From<IHasMedia>().Offline,
            RateLimitMiB = From<IHasMedia>().RateLimit,
            RhsmOfflineToken = From<IHasMedia>().RhsmOfflineToken is { Length: > 0 } token ? new SecretText(token) : null,
            IsoQuotaGiB = From<IListMedia>().IsoQuota,
            MaxParallel = From<IHasMatrix>().MaxParallel,
            HostMemoryMiB = From<IHasMatrix>().HostMemory,
            HostCpus = From<IHasMatrix>().HostCpus,
            Checks = From<IHasMailChecks>().Checks,
            MailFactory = MailFactory,
            Image = Image,
            TimeoutScale = From<IHasMatrix>().TimeoutScale,
            Fresh = From<IHasMatrix>().Fresh,
            KeepsMachines = From<ITestMailServer>().KeepVms,
            Setup = From<IHasHostSetup>().Setup,
            Release = Release,
        };

    ImageOptions? Image =>
        From<ITestMailServer>() is { Image: null, ImageUser: null } and ({ SshKey: null } or { Server: not null } or { Ssh: not null })
            ? null
            : new()
            {
                File = From<ITestMailServer>().Image is { } file ? file.ToString() : string.Empty,
                User = From<ITestMailServer>().ImageUser,
                SshKey = From<ITestMailServer>().SshKey,
            };

    ServerWords Server =>
        new()
        {
            Host = From<IHasServer>().Server,
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
