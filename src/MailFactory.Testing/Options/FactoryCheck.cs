using MailFactory.Testing.Hosts;
using MailFactory.Testing.Provisioning.Factory;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Options;

/// <summary>Looks at what Mail Server Factory needs before an install is waited for.</summary>
internal static class FactoryCheck
{
    private static IEnumerable<string> Path => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':');

    /// <summary>Every mistake in the options at once.</summary>
    public static IEnumerable<string> Mistakes(MailFactoryOptions options)
    {
        foreach (var mistake in FactoryInstallation.Find(options.Home, options.Jar, Path).Mistakes)
        {
            yield return mistake;
        }

        if (string.IsNullOrEmpty(options.DockerAccount))
        {
            yield return "--docker-account: not given, and Mail Server Factory always logs in to Docker; DOCKER_ACCOUNT in the environment "
                + "works too";
        }

        if (options.DockerPassword is null)
        {
            yield return "--docker-password: not given, and Mail Server Factory always logs in to Docker; DOCKER_PASSWORD in the "
                + "environment works too";
        }
    }

    /// <summary>Throws <see cref="HostException"/> when the host lacks a program that Mail Server Factory needs.</summary>
    public static async Task HostAsync(CancellationToken cancellationToken)
    {
        var missing = await FactoryHost.MissingAsync(cancellationToken).ConfigureAwait(false);
        if (missing.Count > 0)
        {
            throw new HostException(FailureClass.Infrastructure, string.Join("; ", missing));
        }
    }

    /// <summary>Mail Server Factory as these options name it; they are taken as checked.</summary>
    public static FactoryInstallation Find(MailFactoryOptions options) =>
        FactoryInstallation.Find(options.Home, options.Jar, Path).Found
        ?? throw new RunOptionsException(string.Join("; ", Mistakes(options)));
}
