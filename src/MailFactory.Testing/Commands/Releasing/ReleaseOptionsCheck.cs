using System.Text.RegularExpressions;
using MailFactory.Testing.Mistakes;
using MailFactory.Testing.Options;
using MailFactory.Testing.Releases;
using MailFactory.Testing.Releases.GitHub;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Commands.Releasing;

/// <summary>Checks what the user asked for about a release before anything is made.</summary>
internal static partial class ReleaseOptionsCheck
{
    /// <summary>Throws <see cref="RunOptionsException"/> with every mistake at once.</summary>
    public static void Check(ReleaseOptions options)
    {
        var mistakes = Mistakes(options).ToList();
        if (mistakes.Count > 0)
        {
            throw new RunOptionsException(string.Join("; ", mistakes));
        }
    }

    /// <summary>The repository asked for; the options must have passed the check.</summary>
    internal static GitHubRepository Repository(ReleaseOptions options) =>
        new()
        {
            Api = Api(options)!,
            FullName = options.Repository!,
            Token = options.Token,
        };

    /// <summary>What to sign with; null when nothing is to be signed.</summary>
    internal static SignatureTool? SignatureTool(ReleaseOptions options) =>
        Releases.SignatureTool.All.SingleOrDefault(tool => tool.Program == options.Sign);

    private static string Quoted(string? value) => value is null ? "missing" : $"'{value}'";

    private static IEnumerable<string> Mistakes(ReleaseOptions options)
    {
        if (options.Tag is not { } tag || !TagName().IsMatch(tag))
        {
            yield return $"--release-tag: {Quoted(options.Tag)}; a tag is letters, digits, dots, dashes " + "and underscores";
        }

        if (options.Repository is not { } repository || !RepositoryName().IsMatch(repository))
        {
            yield return $"--release-repository: {Quoted(options.Repository)}; expected owner/name";
        }

        if (Api(options) is not { } api)
        {
            yield return $"--release-url: '{options.Url}' is not an http or https URL";
        }
        else if (api.Scheme == Uri.UriSchemeHttp && !api.IsLoopback)
        {
            yield return $"--release-url: the token is not sent over plain http to {api.Host}";
        }

        if (options.Sign is { } program && SignatureTool(options) is not { IsInstalled: true })
        {
            var isKnown = Releases.SignatureTool.All.Any(tool => tool.Program == program);
            yield return isKnown
                ? $"--sign: {program} is not installed"
                : WrongValue.Of("--sign", program, Releases.SignatureTool.All.Select(tool => tool.Program));
        }

        if (options.Token is null && !options.IsDryRun)
        {
            yield return "--github-token: missing (or the variable GITHUB_TOKEN); --dry-run works without it";
        }
    }

    private static Uri? Api(ReleaseOptions options)
    {
        if (options.Url is null)
        {
            return GitHubRepository.PublicApi;
        }

        return Uri.TryCreate(options.Url.TrimEnd('/') + "/", UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;
    }

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._-]*\z")]
    private static partial Regex TagName();

    [GeneratedRegex(@"^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+\z")]
    private static partial Regex RepositoryName();
}
