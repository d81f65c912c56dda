using MailFactory.Testing.Caching;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Provisioning;

/// <summary>How a mail server is provisioned.</summary>
internal sealed record ProvisionOptions
{
    /// <summary>The domain whose mail goes to the sink that stands for a foreign host; <c>example.net</c> (RFC 2606) unless set.</summary>
    public string ForeignDomain { get; init; } = "example.net";

    /// <summary>The optional parts to set up where the distro offers them; none unless set.</summary>
    public IReadOnlyList<MailPart> Parts { get; init; } = [];

    /// <summary>Whether the machine's processor is emulated, which makes starting a program slow; false unless set.</summary>
    public bool IsEmulated { get; init; }

    /// <summary>The cache that packages are fetched through; null for none.</summary>
    public GuestCache? Cache { get; init; }

    /// <summary>Stretches every time limit; one is right for a machine of normal speed.</summary>
    public double TimeoutScale { get; init; } = 1;

    /// <summary>The clock that durations and the certificate's validity are taken from.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
