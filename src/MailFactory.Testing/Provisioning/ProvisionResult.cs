using MailFactory.Testing.MailProtocols;

namespace MailFactory.Testing.Provisioning;

/// <summary>A provisioned mail server.</summary>
internal sealed record ProvisionResult
{
    /// <summary>Installed versions by program: <c>postfix</c>, <c>dovecot</c>, <c>openssl</c>.</summary>
    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    /// <summary>The certificate of the authority that signed the server's certificate, as PEM.</summary>
    public required string AuthorityPem { get; init; }

    /// <summary>The domain whose mail goes to the sink.</summary>
    public required string ForeignDomain { get; init; }

    /// <summary>Which of the optional parts that were asked for are there now, and why the others are not.</summary>
    public MailParts Parts { get; init; } = new();

    /// <summary>The steps in the order they ran.</summary>
    public required IReadOnlyList<ProvisionStepResult> Steps { get; init; }

    /// <summary>Everything that was changed; empty when the machine had been provisioned before with the same input.</summary>
    public IReadOnlyList<string> Changes => [.. Steps.SelectMany(step => step.Changes)];
}
