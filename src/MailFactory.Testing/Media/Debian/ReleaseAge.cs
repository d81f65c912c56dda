using System.Globalization;

namespace MailFactory.Testing.Media.Debian;

/// <summary>
/// Refuses Release files that were signed once but are no longer what the archive says, as a mirror that is held back can serve an
/// old one for ever (apt-secure(8), Acquire::Check-Valid-Until and Acquire::Check-Date in apt.conf(5)).
/// </summary>
internal static class ReleaseAge
{
    private static readonly TimeSpan _clockDifference = TimeSpan.FromDays(1);

    /// <summary>Why a fetched Release file is refused; null when it may be used.</summary>
    /// <param name="name">The suite.</param>
    /// <param name="release">What the mirror serves now.</param>
    /// <param name="seen">What it served last, and the file that says so; null at the first time.</param>
    /// <param name="now">The time.</param>
    public static string? Refusal(string name, SignedRelease release, (SignedRelease Release, string Path)? seen, DateTimeOffset now)
    {
        if (release.Date > now + _clockDifference)
        {
            return $"the Release file of {name} is of {Text(release.Date)}, which is in the future; is the clock of this host right?";
        }

        if (release.ValidUntil < now)
        {
            return $"the Release file of {name} was valid until {Text(release.ValidUntil.Value)} only: the mirror is not kept up to "
                + "date; name another with --mirror";
        }

        return seen is { } last && release.Date < last.Release.Date
            ? $"the Release file of {name} is of {Text(release.Date)} where one of {Text(last.Release.Date)} was seen before: the "
                + "mirror lags behind or holds updates back; "
                + $"name another with --mirror, or delete {last.Path} to take the older one"
            : null;
    }

    private static string Text(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
