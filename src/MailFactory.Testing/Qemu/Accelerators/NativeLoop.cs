using System.Runtime.CompilerServices;

namespace MailFactory.Testing.Qemu.Accelerators;

/// <summary>The canary's loop, run on the host's own processor as the measure of speed.</summary>
internal static class NativeLoop
{
    private static int _sum;

    /// <summary>The shortest of three runs: the others were disturbed.</summary>
    public static TimeSpan Measure(uint additions, TimeProvider time) =>
        Enumerable
            .Range(0, 3)
            .Min(_ =>
            {
                var started = time.GetTimestamp();
                Run(additions);
                return time.GetElapsedTime(started);
            });

    // Optimised from the first call on: a loop that the runtime is still warming up would make every accelerator look fast.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run(uint additions)
    {
        for (var left = additions; left > 0; left--)
        {
            // Through memory each time, as the canary does.
            Volatile.Write(ref _sum, Volatile.Read(ref _sum) + (int)left);
        }
    }
}
