namespace MailFactory.Testing.Tests.Media;

/// <summary>One answer of the faulty server.</summary>
internal sealed record FaultyAnswer(int Status, byte[] Content)
{
    /// <summary>A length to announce although less is sent; the connection is then cut.</summary>
    public long? Announced { get; init; }

    public string? ETag { get; init; }

    public string? ContentRange { get; init; }
}
