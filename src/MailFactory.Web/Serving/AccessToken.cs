using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace MailFactory.Web.Serving;

/// <summary>
/// The secret that opens the page. Other users of this host reach the loopback address too, so it is asked for there as well.
/// </summary>
internal sealed class AccessToken
{
    private const int Bytes = 24;

    private readonly byte[] _text;

    private AccessToken(string text) => _text = Encoding.ASCII.GetBytes(text);

    /// <summary>A new one: 192 bits from the system's generator.</summary>
    public static AccessToken Create() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));

    /// <summary>Whether somebody knows it; takes as long for a near miss as for any other.</summary>
    public bool Is(string? given) => given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), _text);

    /// <inheritdoc/>
    public override string ToString() => Encoding.ASCII.GetString(_text);
}
