using MailFactory.Testing.Options;
using MailFactory.Web.Serving;

namespace MailFactory.Web;

/// <summary>How a run, or a site of past runs, is shown in a browser.</summary>
public sealed record LiveOptions
{
    /// <summary>Whether the run is to be shown as a page.</summary>
    public bool Web { get; init; }

    /// <summary>Whether the site is to be served.</summary>
    public bool Serve { get; init; }

    /// <summary>The IP address to listen on; null for the loopback address.</summary>
    public string? Listen { get; init; }

    /// <summary>The port; null for 8470 or, when that is taken, the next free one.</summary>
    public int? Port { get; init; }

    /// <summary>Whether to open the page in the user's browser.</summary>
    public bool Open { get; init; }

    /// <summary>
    /// Throws <see cref="RunOptionsException"/> when something was asked of a page that was not asked for, or is no address or port.
    /// </summary>
    public void Check()
    {
        var alone = ((string Name, bool IsGiven)[])[("--listen", Listen is not null), ("--port", Port is not null), ("--open", Open)];
        if (!Web && !Serve && alone.FirstOrDefault(option => option.IsGiven).Name is { } name)
        {
            throw new RunOptionsException($"{name} needs --web or --serve: it goes with the page of Watch --web or Site --serve");
        }

        _ = LiveAddress.Parse(Listen, Port);
    }
}
