using System.Globalization;
using System.Text.RegularExpressions;

namespace MailFactory.Testing.Runs;

/// <summary>Where somebody logs in, as it is typed: <c>user@host</c> or <c>user@host:port</c>.</summary>
/// <param name="User">The user.</param>
/// <param name="Host">The host.</param>
/// <param name="Port">The port.</param>
internal sealed partial record SshTarget(string User, string Host, int Port)
{
    private const int Registered = 22;

    /// <summary>Reads it; null when it is none.</summary>
    public static SshTarget? Parse(string text)
    {
        var match = Form().Match(text);
        if (!match.Success || Uri.CheckHostName(match.Groups["host"].Value) is UriHostNameType.Unknown)
        {
            return null;
        }

        var port = match.Groups["port"] is { Success: true } given ? int.Parse(given.Value, CultureInfo.InvariantCulture) : Registered;
        return port is >= 1 and <= 65535 ? new SshTarget(match.Groups["user"].Value, match.Groups["host"].Value, port) : null;
    }

    [GeneratedRegex(@"^(?<user>[a-z_][a-z0-9._-]{0,31})@(?<host>[A-Za-z0-9.-]+)(:(?<port>[0-9]{1,5}))?\z", RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
