namespace MailFactory.Testing.Caching;

/// <summary>The package cache as guests see it.</summary>
/// <param name="Port">Its port on the host's loopback address.</param>
/// <param name="Sources">The archives that it serves.</param>
internal sealed record GuestCache(int Port, IReadOnlyList<Uri> Sources)
{
    /// <summary>The address of the proxy on QEMU's user network, which is the host's loopback address.</summary>
    public Uri Address => new($"http://10.0.2.2:{Port}");

    /// <summary>The hosts of the archives, each with its port unless that is 80.</summary>
    public IReadOnlyList<string> Hosts => [.. Sources.Select(source => source.Authority).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Whether an archive can be fetched through it.</summary>
    public bool Serves(Uri archive) =>
        Sources.Any(source =>
            source.Authority == archive.Authority
            && source.Scheme == archive.Scheme
            && $"{archive.AbsolutePath.TrimEnd('/')}/".StartsWith($"{source.AbsolutePath.TrimEnd('/')}/", StringComparison.Ordinal)
        );
}
