using System.Text.Json;
using MailFactory.Testing.Amounts;
using MailFactory.Testing.Files;
using MailFactory.Testing.Hosts;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Machines.Warm;

/// <summary>
/// The saved states of a work directory: for each distro at most one of each point, of which a new one takes the place of the last. They
/// hold all that was in a machine's memory, its keys and passwords, so the folder is its owner's alone, and only what is the owner's is used.
/// </summary>
/// <param name="folder">The folder.</param>
/// <param name="time">The clock.</param>
internal sealed class StateStore(string folder, TimeProvider time)
{
    private const double LeftFreeGiB = 4;
    private const string RecordExtension = ".json";
    private const string MemoryExtension = ".memory";
    private const string DiskExtension = ".qcow2";
    private const string PartialExtension = ".partial";
    private const UnixFileMode OthersMay = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>
    /// How old a mail server may be: packages of before are not what the distro has today, and a run of each night sets it up each night.
    /// A machine that has only booted holds what its disk holds, and may be of any age.
    /// </summary>
    public static TimeSpan ServerAge { get; } = TimeSpan.FromHours(12);

    /// <summary>Looks for a state of these inputs whose files are the user's own and have the right lengths.</summary>
    public StateLookup Find(string distro, StatePoint point, InputKey key)
    {
        if (!Directory.Exists(folder))
        {
            return new StateLookup(null, "none was saved yet", IsExpected: true);
        }

        if (FolderFault() is { } fault)
        {
            return new StateLookup(null, fault);
        }

        var states = List().Where(state => state.Distro == distro && state.Point == point).ToList();
        if (states.Find(state => state.Key == key.Value) is not { } state)
        {
            return Unreadable(distro, point, key)
                ?? (
                    states.MaxBy(other => other.Saved) is { } latest
                        ? new StateLookup(null, $"changed since it was saved: {string.Join(", ", key.DifferencesTo(latest.Inputs))}")
                        : new StateLookup(null, "none was saved yet", IsExpected: true)
                );
        }

        var age = time.GetUtcNow() - state.Saved;
        if (age < -TimeSpan.FromMinutes(1))
        {
            return new StateLookup(null, $"it was saved on {state.Saved:yyyy-MM-dd HH:mm} UTC, which is in the future");
        }

        return point == StatePoint.Provisioned && age > ServerAge
            ? new StateLookup(null, $"its mail server was set up {age.TotalHours:0} hours ago, and packages may be newer by now")
            : Judge(state);
    }

    /// <summary>The states that can be read, in the order of their files.</summary>
    public IReadOnlyList<SavedState> List() =>
        Directory.Exists(folder)
            ?
            [
                .. Directory
                    .EnumerateFiles(folder, $"*{RecordExtension}")
                    .Order(StringComparer.Ordinal)
                    .Select(path => Read(path, out _))
                    .OfType<SavedState>(),
            ]
            : [];

    /// <summary>A state's files that are there, its record first: without that the others are nothing.</summary>
    public IReadOnlyList<FileInfo> FilesOf(SavedState state) =>
        [
            .. new[] { RecordExtension, MemoryExtension, DiskExtension }
                .Select(extension => PathOf(state, extension))
                .Where(path => FileFacts.Of(path) is { IsRegular: true })
                .Select(path => new FileInfo(path)),
        ];

    /// <summary>The files of a state's memory and disk, and what they were when they were saved.</summary>
    public IReadOnlyList<(string Path, StateFile Saved)> ContentOf(SavedState state) =>
        [(PathOf(state, MemoryExtension), state.Memory), (PathOf(state, DiskExtension), state.Disk)];

    /// <summary>What people call it: the name that its files share.</summary>
    public static string NameOf(SavedState state) => Stem(state.Distro, state.Point, state.Key);

    /// <summary>The memory that a machine continues from.</summary>
    public SavedMemory MemoryOf(SavedState state) => new(PathOf(state, MemoryExtension), state.Memory.Bytes, state.Memory.Sha256);

    /// <summary>
    /// Copies a state's disk, for a machine to change; throws <see cref="IOException"/> when it is not what was saved. What is proven is
    /// the copy itself, which nobody else writes to.
    /// </summary>
    public async Task CopyDiskAsync(SavedState state, string to, CancellationToken cancellationToken)
    {
        var path = PathOf(state, DiskExtension);
        var digest = await CopyAsync(path, to, cancellationToken).ConfigureAwait(false);
        if (digest != state.Disk.Sha256)
        {
            File.Delete(to);
            throw new IOException($"{Path.GetFileName(path)} is damaged: its digest is not the one that it was saved with");
        }
    }

    /// <summary>
    /// Why there is no room to save a machine; null when there is. Memory counts whole, as nobody knows before how much of it is in use.
    /// </summary>
    public string? Shortage(MachineSpec spec)
    {
        var needed = (spec.MemoryMiB / 1024.0) + (new FileInfo(spec.Disks[0].Path).Length / (double)(1 << 30));
        var free = HostFactsReader.FreeDiskGiB(folder);
        return free is { } room && room - needed < LeftFreeGiB
            ? $"it may take {Sizes.Gibibytes(needed)}, and {LeftFreeGiB:0} GiB of the {Sizes.Gibibytes(room)} that are free must stay free"
            : null;
    }

    /// <summary>
    /// Saves a running machine, which goes on afterwards, and removes the distro's states of the same point. Throws
    /// <see cref="MachineException"/>, <see cref="Qemu.Qmp.QmpException"/> or <see cref="IOException"/> when that fails.
    /// </summary>
    public async Task<SavedState> SaveAsync(Machine machine, SavedState state, CancellationToken cancellationToken)
    {
        OwnFolder.CreatePrivate(folder);
        var (memory, disk) = (PathOf(state, MemoryExtension), PathOf(state, DiskExtension));
        Remove(state);
        Sweep(state, PartialExtension);
        try
        {
            var digest = string.Empty;
            var saved = await machine
                .SaveMemoryAsync(
                    memory + PartialExtension,
                    async token =>
                        digest = await CopyAsync(machine.Spec.Disks[0].Path, disk + PartialExtension, token).ConfigureAwait(false),
                    cancellationToken
                )
                .ConfigureAwait(false);
            state = state with
            {
                Memory = new StateFile(saved.Bytes, saved.Sha256),
                Disk = new StateFile(new FileInfo(disk + PartialExtension).Length, digest),
            };
            File.Move(memory + PartialExtension, memory);
            File.Move(disk + PartialExtension, disk);
            await AtomicFile
                .WriteSecretAsync(PathOf(state, RecordExtension), JsonSerializer.Serialize(state, JsonDialect.Record), cancellationToken)
                .ConfigureAwait(false);
        }
        finally
        {
            File.Delete(memory + PartialExtension);
            File.Delete(disk + PartialExtension);
        }

        Sweep(state, string.Empty);
        return state;
    }

    /// <summary>Removes a state.</summary>
    public void Remove(SavedState state)
    {
        foreach (var file in FilesOf(state))
        {
            file.Delete();
        }
    }

    private string PathOf(SavedState state, string extension) =>
        Path.Combine(folder, $"{Stem(state.Distro, state.Point, state.Key)}{extension}");

    private static string Stem(string distro, StatePoint point, string key) =>
        $"{distro}-{(point == StatePoint.Booted ? "booted" : "provisioned")}-{key}";

    // What else is there of the same distro and point: the state of before, or what a build that was killed has left.
    private void Sweep(SavedState state, string extension)
    {
        var kept = $"{Stem(state.Distro, state.Point, state.Key)}.";
        foreach (
            var path in Directory
                .EnumerateFiles(folder, $"{Stem(state.Distro, state.Point, string.Empty)}*{extension}")
                .Where(path => extension.Length > 0 || !Path.GetFileName(path).StartsWith(kept, StringComparison.Ordinal))
        )
        {
            File.Delete(path);
        }
    }

    // Whoever may write here could leave a machine for us to run.
    private string? FolderFault()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        return FileFacts.Of(folder) is { IsFolder: true, IsOwn: true } && (File.GetUnixFileMode(folder) & OthersMay) == 0
            ? null
            : $"{folder} is not a folder of this user alone";
    }

    private StateLookup? Unreadable(string distro, StatePoint point, InputKey key)
    {
        var path = Path.Combine(folder, $"{Stem(distro, point, key.Value)}{RecordExtension}");
        return FileFacts.Of(path) is not null && Read(path, out var fault) is null ? new StateLookup(null, fault) : null;
    }

    private StateLookup Judge(SavedState state)
    {
        foreach (var (path, file) in ContentOf(state))
        {
            try
            {
                using var stream = RegularFile.OpenRead(path);
                if (OperatingSystem.IsLinux() && FileFacts.Of(stream.SafeFileHandle) is not { IsOwn: true })
                {
                    return new StateLookup(null, $"{Path.GetFileName(path)} belongs to another user");
                }

                if (stream.Length != file.Bytes)
                {
                    return new StateLookup(null, $"{Path.GetFileName(path)} has {stream.Length} bytes where {file.Bytes} were saved");
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                return new StateLookup(null, error.Message);
            }
        }

        return new StateLookup(state, state.ToString());
    }

    private static SavedState? Read(string path, out string fault)
    {
        fault = $"{Path.GetFileName(path)} is not the record of a state";
        try
        {
            var state = JsonSerializer.Deserialize<SavedState>(OwnFile.ReadOwnText(path), JsonDialect.Record);
            return state is not null && Path.GetFileName(path) == $"{Stem(state.Distro, state.Point, state.Key)}{RecordExtension}"
                ? state
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            fault = error.Message;
            return null;
        }
    }

    private static async Task<string> CopyAsync(string from, string to, CancellationToken cancellationToken)
    {
        var source = RegularFile.OpenRead(from);
        await using var _ = source.ConfigureAwait(false);
        File.Delete(to);
        return (await PrivateFile.WriteAsync(source, to, cancellationToken).ConfigureAwait(false)).Sha256;
    }
}
