using System.Text;
using System.Text.RegularExpressions;

namespace MailFactory.Testing.Foreign;

/// <summary>
/// Takes whatever has the shape of a secret out of text that leaves the host; too much is taken rather than too little. Every
/// expression begins with a fixed word and repeats nothing without bound before it has decided, so that any text takes linear time.
/// </summary>
internal static partial class SecretShapes
{
    /// <summary>What stands in a secret's place.</summary>
    public const string Mark = "[redacted]";

    /// <summary>A line longer than this many characters is cut; nobody reads on.</summary>
    public const int LongestLine = 65_536;

    private const int Patience = 2_000;
    private const string Names = "passw|passphrase|pass(?==)|pwd|secret|token|credential|api[_-]?key";

    // In quotes with or without their end, as lines are cut; else up to a blank.
    private const string Value = """(?!\[redacted\])(?:\\?"[^"\r\n]+"?|'[^'\r\n]+'?|[^\s"',<]+)""";

    /// <summary>The text without secrets.</summary>
    /// <param name="text">The text, one line or many.</param>
    /// <param name="cancellationToken">Ends the work between two pieces of the text.</param>
    public static string Remove(string text, CancellationToken cancellationToken = default)
    {
        text = Replaced(PrivateKey(), text, Mark);
        if (text.Length <= LongestLine)
        {
            return Piece(text);
        }

        var clean = new StringBuilder(text.Length);
        for (var start = 0; start < text.Length; )
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (end, shown) = PieceAt(text, start);
            clean.Append(Piece(text[start..shown]));
            if (shown < end)
            {
                clean.Append($"... ({end - shown} characters more)").Append(text[end - 1] == '\n' ? "\n" : string.Empty);
            }

            start = end;
        }

        return clean.ToString();
    }

    /// <summary>Whether something of this name holds a secret.</summary>
    public static bool NamesSecret(string name) => SecretName().IsMatch(name);

    /// <summary>An address without user and password.</summary>
    public static Uri WithoutUser(Uri address) =>
        address is { IsAbsoluteUri: true, UserInfo.Length: > 0 }
            ? new UriBuilder(address) { UserName = string.Empty, Password = string.Empty }.Uri
            : address;

    // Whole lines as far as the limit allows; a line beyond it is a piece of its own, shown up to the limit.
    private static (int End, int Shown) PieceAt(string text, int start)
    {
        var room = Math.Min(LongestLine, text.Length - start);
        if (start + room == text.Length)
        {
            return (text.Length, text.Length);
        }

        var lineEnd = text.LastIndexOf('\n', start + room - 1, room);
        if (lineEnd >= 0)
        {
            return (lineEnd + 1, lineEnd + 1);
        }

        var next = text.IndexOf('\n', start + room);
        return (next < 0 ? text.Length : next + 1, start + room);
    }

    private static string Piece(string text)
    {
        text = Replaced(CryptHash(), text, Mark);
        text = Replaced(PublicKey(), text, $"$1 {Mark}");
        text = Replaced(UserInfo(), text, $"://{Mark}@");
        text = Replaced(Authorization(), text, $"$1{Mark}");
        text = Replaced(Bearer(), text, $"$1{Mark}");
        text = Replaced(ServiceToken(), text, Mark);
        text = Replaced(RootPassword(), text, $"$1{Mark}");
        text = Replaced(NamedOption(), text, $"$1{Mark}");
        text = Replaced(NamedValue(), text, $"$1{Mark}");
        text = Replaced(NamedElement(), text, $"$1{Mark}");
        return Replaced(PreseedValue(), text, $"$1{Mark}");
    }

    private static string Replaced(Regex expression, string text, string replacement)
    {
        try
        {
            return expression.Replace(text, replacement);
        }
        catch (RegexMatchTimeoutException)
        {
            return Mark;
        }
    }

    [GeneratedRegex(Names, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Patience)]
    private static partial Regex SecretName();

    [GeneratedRegex(
        @"-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----.*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|\z)",
        RegexOptions.Singleline,
        Patience
    )]
    private static partial Regex PrivateKey();

    // crypt(5): an identifier of the method between dollar signs, then parameters, salt and hash.
    [GeneratedRegex(@"\$(?:1|2[abxy]|5|6|7|y|gy|sha1|md5)\$[^\s""'<>:\\]+", RegexOptions.None, Patience)]
    private static partial Regex CryptHash();

    [GeneratedRegex(@"\b(ssh-(?:ed25519|rsa|dss)|ecdsa-sha2-\w{1,32}) AAAA[A-Za-z0-9+/=]+", RegexOptions.None, Patience)]
    private static partial Regex PublicKey();

    [GeneratedRegex(@"://[^\s/""<>]+@", RegexOptions.None, Patience)]
    private static partial Regex UserInfo();

    // RFC 9110, 11.6.2: the scheme, then whatever it takes.
    [GeneratedRegex(
        @"(authorization[""']?[ \t]{0,16}[:=][ \t]{0,16}[""']?[a-z]{1,20}[ \t]{1,16})[^""'\r\n]+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        Patience
    )]
    private static partial Regex Authorization();

    [GeneratedRegex(@"\b(bearer[ \t]{1,16})[\w.~+/=-]{4,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Patience)]
    private static partial Regex Bearer();

    // GitHub, GitLab and Slack begin their tokens with a name of the kind, so that they can be found.
    [GeneratedRegex(@"\b(?:gh[oprsu]_|github_pat_|glpat-|xox[abeoprs]-)[\w-]{4,}", RegexOptions.CultureInvariant, Patience)]
    private static partial Regex ServiceToken();

    // Kickstart: options, then the password.
    [GeneratedRegex(
        @"(\b(?:rootpw|sshpw)(?:[ \t]{1,16}--[\w-]{1,32}(?:=\S{1,128})?){0,8}[ \t]{1,16})(?!--)" + Value,
        RegexOptions.CultureInvariant,
        Patience
    )]
    private static partial Regex RootPassword();

    // --password x
    [GeneratedRegex(
        @"(--[\w-]{0,32}?(?:" + Names + @")[\w-]{0,32}[ \t]{1,16})(?!-)" + Value,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        Patience
    )]
    private static partial Regex NamedOption();

    // password: x, "password": "x", password => x, --password=x, TOKEN='x'; a value in quotes may hold spaces.
    [GeneratedRegex(
        @"((?:" + Names + @")[\w-]{0,64}\\?[""']?[ \t]{0,16}(?>=>|[:=])[ \t]{0,16})" + Value,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        Patience
    )]
    private static partial Regex NamedValue();

    [GeneratedRegex(
        @"(<[\w:.-]{0,64}?(?:password|passphrase|secret|token)[^<>]{0,256}>)[^<]+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        Patience
    )]
    private static partial Regex NamedElement();

    // Debian's preseed: owner, question, type, value.
    [GeneratedRegex(
        @"(passw[^\s/]{0,64}[ \t]{1,16}(?:password|string)[ \t]{1,16})\S.*",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        Patience
    )]
    private static partial Regex PreseedValue();
}
