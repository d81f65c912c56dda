using MailFactory.Testing.Distros;

namespace MailFactory.Testing.Pipeline;

/// <summary>One distro on its way through the stages, with what each stage leaves for the next.</summary>
/// <param name="distro">The distro.</param>
public sealed class DistroRun(Distro distro) : IAsyncDisposable
{
    /// <summary>The distro.</summary>
    public Distro Distro { get; } = distro;

    /// <summary>Ends what the distro's stages left running.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
