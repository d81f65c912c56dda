using MailFactory.Testing.Hosts;

namespace MailFactory.Testing.Commands;

/// <summary>Makes sure of the host tools before anything else starts.</summary>
public static class HostPreparation
{
    /// <summary>
    /// Finds the tools for the matrix; installs missing ones when asked to; throws <see cref="HostException"/> otherwise.
    /// </summary>
    public static Task ForMatrixAsync(bool setup, TextWriter console, CancellationToken cancellationToken) =>
        PrepareAsync(setup, HostTools.All, console, cancellationToken);

    /// <summary>The same for the project's own tests, whose additional tools are optional.</summary>
    public static Task ForSelfTestAsync(bool setup, TextWriter console, CancellationToken cancellationToken) =>
        PrepareAsync(setup, HostTools.ForSelfTest, console, cancellationToken);

    private static async Task PrepareAsync(
        bool setup,
        IReadOnlyList<HostTool> tools,
        TextWriter console,
        CancellationToken cancellationToken
    )
    {
        var result = await new HostSetup { Say = console.WriteLine }
            .EnsureAsync(setup, tools, cancellationToken)
            .ConfigureAwait(false);
        if (!result.IsReady)
        {
            throw new HostException(result.FailureClass, result.Message);
        }
    }
}
