using System.Text.RegularExpressions;

namespace MailFactory.Testing.AnswerFiles.Linting;

/// <summary>Templates are public: whatever is secret in a machine is rendered into them for one run.</summary>
internal static partial class SecretCheck
{
    public const string Rule = "secret";

    /// <summary>Looks at a template as it is in the repository.</summary>
    public static IEnumerable<LintFinding> Check(string file, string source) =>
        source
            .Split('\n')
            .Select((line, index) => (line, index))
            .Where(line => Secret().IsMatch(line.line))
            .Select(line => new LintFinding(file, line.index + 1, Rule, "a template holds no password, hash or key of its own"));

    // A crypt(5) hash, a private key, or the public one of somebody's own.
    [GeneratedRegex(@"\$(1|2[abxy]|5|6|7|y|gy)\$[^\s{]{4}|BEGIN [A-Z ]{0,40}PRIVATE KEY|(ssh-(ed25519|rsa|dss)|ecdsa-sha2-\S{1,32}) AAAA")]
    private static partial Regex Secret();
}
