using System.Security.Cryptography;

namespace MailFactory.Testing.MailProtocols.Accounts;

/// <summary>
/// The passwords of one run: <c>{{GENERATED.NAME}}</c> in a configuration stands for one that is made when it is first asked for, and for
/// the same one from then on. So no file of the repository has to hold a password.
/// </summary>
internal sealed class GeneratedPasswords
{
    /// <summary>What the names of generated variables begin with.</summary>
    public const string Prefix = "GENERATED.";

    // As long as Mail Server Factory allows; without letters and digits that look alike this is over 90 bits.
    private const int Length = 16;
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private readonly Dictionary<string, string> _passwords = new(StringComparer.Ordinal);

    /// <summary>All passwords made so far.</summary>
    public IReadOnlyCollection<string> All => _passwords.Values;

    /// <summary>The password of that name: 16 letters and digits, with at least one digit, one lower and one upper case letter.</summary>
    public string Of(string name)
    {
        if (!_passwords.TryGetValue(name, out var password))
        {
            do
            {
                password = RandomNumberGenerator.GetString(Alphabet, Length);
            } while (!(password.Any(char.IsAsciiDigit) && password.Any(char.IsAsciiLetterLower) && password.Any(char.IsAsciiLetterUpper)));
            _passwords[name] = password;
        }

        return password;
    }
}
