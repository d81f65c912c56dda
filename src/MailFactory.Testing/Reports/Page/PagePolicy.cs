using System.Security.Cryptography;
using System.Text;

namespace MailFactory.Testing.Reports.Page;

/// <summary>What a page allows itself.</summary>
internal static class PagePolicy
{
    /// <summary>The source expression of an inline element (https://www.w3.org/TR/CSP3/#grammardef-hash-source).</summary>
    public static string Source(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
}
