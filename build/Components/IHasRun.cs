using MailFactory.Testing.Matrix;
using MailFactory.Testing.Runs;
using Nuke.Common;

/// <summary>What the targets share: the options, the token that ends everything, and errors that have a class.</summary>
interface IHasRun : INukeBuild
{
    RunOptions Options { get; }

    /// <summary>The run of this invocation, or null before the first stage has begun.</summary>
    MatrixSession? Matrix { get; }

    /// <summary>Cancelled when the user or the system asks the build to stop.</summary>
    CancellationToken Cancellation { get; }

    /// <summary>
    /// Writes the report of this invocation's run, if it could start, when all of its stages are over; false when no run was asked for.
    /// </summary>
    Task<bool> ReportMatrixAsync();

    /// <summary>Where the library prints; what guests and servers said comes out harmless.</summary>
    TextWriter Output { get; }

    /// <summary>Turns an error into the exit code of its class; 0 and what the engine knows itself stay as they are.</summary>
    Task ClassifiedAsync(Func<Task> body);
}
