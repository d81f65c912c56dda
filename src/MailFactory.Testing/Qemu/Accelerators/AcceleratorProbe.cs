using MailFactory.Testing.Files;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu.Devices;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Qemu.Accelerators;

/// <summary>
/// Finds out which accelerator really runs guests on this host, by booting a canary under each. That <c>/dev/kvm</c> is
/// there, opens and creates machines proves nothing: some hosts' KVM then runs no guest, or crawls.
/// </summary>
internal sealed class AcceleratorProbe : IDisposable
{
    private const uint IdleWork = 1;
    private const uint BusyWork = 50_000_000;

    private readonly TimeProvider _time;
    private readonly string _program;
    private readonly SemaphoreSlim _once = new(1, 1);
    private IReadOnlyList<AcceleratorCandidate>? _candidates;

    /// <summary>Creates a probe; its findings are kept for as long as it lives.</summary>
    public AcceleratorProbe(TimeProvider time)
        : this(time, QemuProgram.Name) { }

    internal AcceleratorProbe(TimeProvider time, string program)
    {
        _time = time;
        _program = program;
    }

    /// <summary>
    /// Tries all accelerators, once, and chooses the fastest proven one. Throws <see cref="AcceleratorException"/> when none
    /// is proven, or none of the kind asked for, and <see cref="ToolException"/> when QEMU is not installed.
    /// </summary>
    /// <param name="wanted">The only kind to choose from; null for any.</param>
    /// <param name="cancellationToken">Ends the probe.</param>
    public async Task<AcceleratorReport> ProbeAsync(AcceleratorKind? wanted, CancellationToken cancellationToken)
    {
        await _once.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _candidates ??= await TryAllAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _once.Release();
        }

        return Choose(_candidates, wanted);
    }

    /// <inheritdoc/>
    public void Dispose() => _once.Dispose();

    /// <summary>Chooses from the evidence.</summary>
    internal static AcceleratorReport Choose(IReadOnlyList<AcceleratorCandidate> candidates, AcceleratorKind? wanted)
    {
        var chosen = candidates
            .Where(candidate => candidate.IsProven && (wanted is null || candidate.Accelerator.Kind == wanted))
            .MaxBy(candidate => candidate.SpeedFactor);
        if (chosen is not null)
        {
            return new AcceleratorReport { Candidates = candidates, Chosen = chosen };
        }

        var relevant = candidates.Where(candidate => wanted is null || candidate.Accelerator.Kind == wanted);
        var evidence = string.Join("; ", relevant.Select(candidate => $"{candidate.Accelerator}: {candidate.Reason}"));
        var what = wanted is null
            ? "no accelerator can run guests"
            : $"{wanted.ToString()!.ToUpperInvariant()} was requested, but cannot run guests";
        throw new AcceleratorException($"{what} on this host: {evidence}", candidates);
    }

    private async Task<IReadOnlyList<AcceleratorCandidate>> TryAllAsync(CancellationToken cancellationToken)
    {
        if (ToolRunner.Find(_program) is null)
        {
            throw new ToolException($"{_program} is not installed");
        }

        using var folder = ScratchFolder.Create("canary");
        var canary = await PrepareAsync(folder, cancellationToken).ConfigureAwait(false);
        var candidates = new List<AcceleratorCandidate>();
        foreach (var accelerator in (Accelerator[])[Accelerator.Kvm, Accelerator.KvmWithoutArchCapabilities, Accelerator.Tcg])
        {
            candidates.Add(
                accelerator.Kind == AcceleratorKind.Kvm && !File.Exists("/dev/kvm")
                    ? new AcceleratorCandidate
                    {
                        Accelerator = accelerator,
                        IsProven = false,
                        Reason = "/dev/kvm does not exist",
                    }
                    : await canary.TryAsync(accelerator, cancellationToken).ConfigureAwait(false)
            );
        }

        return candidates;
    }

    private async Task<Canary> PrepareAsync(ScratchFolder folder, CancellationToken cancellationToken)
    {
        var idle = folder.PathOf("idle.img");
        var busy = folder.PathOf("busy.img");
        await File.WriteAllBytesAsync(idle, CanaryBootSector.Create(IdleWork), cancellationToken).ConfigureAwait(false);
        await File.WriteAllBytesAsync(busy, CanaryBootSector.Create(BusyWork), cancellationToken).ConfigureAwait(false);
        return new Canary(_program, idle, busy, NativeLoop.Measure(BusyWork, _time));
    }
}
