using System.Text.RegularExpressions;

namespace MailFactory.Testing.AnswerFiles;

/// <summary>
/// What a value must look like before it may go into an answer file. Escaping takes care of quotes; what no format can escape
/// (a line break in debconf, for one) is refused here.
/// </summary>
internal static partial class AnswerFileInputRules
{
    /// <summary>One sentence for each value that is refused; the value itself is not repeated, as it may be a secret.</summary>
    public static IEnumerable<string> Check(AnswerFileInputs inputs)
    {
        (string Name, string Value, Regex Pattern)[] rules =
        [
            ("hostname", inputs.Hostname, Label()),
            ("domain", inputs.Domain, DomainName()),
            ("user", inputs.User, UserName()),
            ("password_hash", inputs.PasswordHash, Crypt()),
            ("ssh_public_key", inputs.SshPublicKey, PublicKey()),
            ("nonce", inputs.Nonce, Words()),
            ("release", inputs.Release, Token()),
            ("disk", inputs.Disk, Device()),
            .. inputs.Repositories.Select(repository => ("repositories", repository.Name, Token())),
            .. inputs.Debian is not { } debian
                ? []
                : ((string, string, Regex)[])
                    [
                        ("debian.suite", debian.Suite, Token()),
                        ("debian.component_suite", debian.ComponentSuite, Token()),
                        .. debian.Components.Select(component => ("debian.components", component, Token())),
                        .. debian.KernelModules.Select(module => ("debian.kernel_modules", module, Token())),
                    ],
        ];
        return rules.Where(rule => !rule.Pattern.IsMatch(rule.Value)).Select(rule => $"{rule.Name} is not of the form {rule.Pattern}");
    }

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z")]
    private static partial Regex Label();

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?\z")]
    private static partial Regex DomainName();

    [GeneratedRegex(@"^[a-z_][a-z0-9_-]{0,31}\z")]
    private static partial Regex UserName();

    // crypt(5): what glibc never puts into a hash is refused: colon, semicolon, star, exclamation mark, backslash, blanks.
    [GeneratedRegex(@"^\$[a-z0-9]+\$[A-Za-z0-9./$,=]+\z")]
    private static partial Regex Crypt();

    // sshd(8) AUTHORIZED_KEYS without options; a backslash in the comment would mean something to a shell's echo.
    [GeneratedRegex(@"^(ssh|ecdsa|sk)-[a-z0-9@.-]+ [A-Za-z0-9+/]+=*( [^\p{C}\\]*)?\z")]
    private static partial Regex PublicKey();

    [GeneratedRegex(@"^[A-Za-z0-9-]+( [A-Za-z0-9-]+)*\z")]
    private static partial Regex Words();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._+-]*\z")]
    private static partial Regex Token();

    [GeneratedRegex(@"^/dev/[a-z]+\z")]
    private static partial Regex Device();
}
