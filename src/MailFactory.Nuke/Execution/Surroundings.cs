using System.Collections;

namespace Nuke.Common.Execution;

/// <summary>What a build gets from the process it runs in; tests make their own.</summary>
internal sealed record Surroundings
{
    public required IReadOnlyList<string> Arguments { get; init; }

    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    public required string WorkingDirectory { get; init; }

    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Whether <see cref="Out"/> is a terminal.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Columns of the terminal.</summary>
    public int Width { get; init; } = 90;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How long the bodies get to end by themselves after a signal.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(15);

    public static Surroundings OfProcess() =>
        new()
        {
            Arguments = Environment.GetCommandLineArgs()[1..],
            Variables = Environment
                .GetEnvironmentVariables()
                .Cast<DictionaryEntry>()
                .ToDictionary(x => (string)x.Key, x => (string)x.Value),
            WorkingDirectory = Environment.CurrentDirectory,
            Out = Console.Out,
            Error = Console.Error,
            IsTerminal = !Console.IsOutputRedirected,
            Width = Console.IsOutputRedirected || Console.WindowWidth <= 0 ? 90 : Console.WindowWidth,
        };
}
