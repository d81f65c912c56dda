namespace MailFactory.Testing.MailProtocols;

/// <summary>A complete SMTP reply (RFC 5321 section 4.2).</summary>
/// <param name="Code">The three-digit code.</param>
/// <param name="Lines">The text of each line, without the code.</param>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    /// <summary>
    /// What stands for the reply of a server that hung up: "no SMTP service here" (RFC 5321 section 4.2.3), a refusal for good.
    /// </summary>
    public static SmtpReply HungUp(string how) => new(554, [how]);

    /// <summary>Whether the command was accepted (2xx).</summary>
    public bool IsAccepted => Code is >= 200 and < 300;

    /// <summary>Whether the command was refused for good (5xx).</summary>
    public bool IsRefused => Code is >= 500 and < 600;

    /// <summary>Whether the command was refused for now (4xx), to be tried again later.</summary>
    public bool IsPutOff => Code is >= 400 and < 500;

    /// <summary>Whether a line's first word is this capability, in an EHLO reply.</summary>
    public bool Offers(string capability) => Capability(capability) is not null;

    /// <summary>The arguments behind a capability of an EHLO reply, or null when it is not offered.</summary>
    public string? Capability(string name) =>
        Lines
            .Skip(1)
            .Where(line =>
                line.Equals(name, StringComparison.OrdinalIgnoreCase) || line.StartsWith(name + " ", StringComparison.OrdinalIgnoreCase)
            )
            .Select(line => line[name.Length..].Trim())
            .FirstOrDefault();

    /// <summary>The reply in one line.</summary>
    public override string ToString() => $"{Code} {string.Join(" / ", Lines)}";
}
