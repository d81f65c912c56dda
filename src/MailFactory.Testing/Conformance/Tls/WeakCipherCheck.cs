using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Conformance.Tls;

/// <summary>No service takes a cipher that hides nothing, NULL, export, RC4, DES or 3DES, or a small Diffie-Hellman group.</summary>
internal sealed class WeakCipherCheck()
    : Check(
        "TLS-08",
        "No weak ciphers",
        Severity.Major,
        "RFC 9325 sections 4.1 and 4.4; RFC 7465",
        "no cipher without a certificate where anybody logs in"
    )
{
    // 112 bits of security at least (RFC 9325 section 4.1), which are those of a group of 2048 bits (RFC 7919 appendix A.1).
    private const int FewestBits = 2048;

    private static readonly (string Family, ushort[] Suites)[] _families =
    [
        ("no encryption (NULL)", [0x0001, 0x0002, 0x003B, 0xC001, 0xC006, 0xC00B, 0xC010, 0xC015]),
        ("an export cipher", [0x0003, 0x0006, 0x0008, 0x000B, 0x000E, 0x0011, 0x0014, 0x0017, 0x0019]),
        ("RC4", [0x0004, 0x0005, 0x0018, 0xC002, 0xC007, 0xC00C, 0xC011, 0xC016]),
        (
            "DES or 3DES",
            [0x0009, 0x000A, 0x000C, 0x000D, 0x000F, 0x0010, 0x0012, 0x0013, 0x0015, 0x0016, 0xC003, 0xC008, 0xC00D, 0xC012, 0xC017]
        ),
    ];

    // Whoever chose them on purpose may have them (RFC 5246 appendix A.5), as servers do that encrypt what they cannot prove (RFC 7435).
    private static readonly ushort[] _anonymous = [0x0034, 0x003A, 0x0046, 0x006C, 0x006D, 0x0089, 0x009B, 0x00A6, 0x00A7, 0xC018, 0xC019];

    /// <inheritdoc/>
    public override async Task<CheckFinding> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = new Problems(context);
        var suites = _families.SelectMany(family => family.Suites).ToArray();
        foreach (var service in context.Services())
        {
            try
            {
                if (await OfferWeakAsync(context, service, suites, cancellationToken).ConfigureAwait(false) is { } weak)
                {
                    problems.Add($"{MailSocket.Name(service)} takes {Family(weak)}, cipher suite 0x{weak:X4}");
                }

                if (
                    service != MailService.Smtp
                    && await OfferWeakAsync(context, service, _anonymous, cancellationToken).ConfigureAwait(false) is { } anonymous
                )
                {
                    problems.Unkept($"{MailSocket.Name(service)} takes a cipher without a certificate, cipher suite 0x{anonymous:X4}");
                }

                await OfferEphemeralAsync(context, service, problems, cancellationToken).ConfigureAwait(false);
            }
            catch (MailProtocolException error)
            {
                problems.Add(error.Message);
            }
        }

        return problems.Finding(
            $"every service refuses NULL, export, RC4, DES and 3DES, and Diffie-Hellman groups below {FewestBits} bits"
        );
    }

    /// <summary>The suite that the server takes of those offered; null when it takes none, 0 when it does not say which.</summary>
    private static async Task<ushort?> OfferWeakAsync(
        CheckContext context,
        MailService service,
        ushort[] suites,
        CancellationToken cancellationToken
    )
    {
        var connection = await OfferAsync(context, service, suites, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var answer = await ServerHello
                .ReadAsync(connection.Stream, context.PatienceWith(service), cancellationToken)
                .ConfigureAwait(false);
            connection.Log.Note($"offered weak ciphers only: {answer.Answer}");
            return answer.Version is null ? null : answer.CipherSuite ?? 0;
        }
    }

    private static async Task OfferEphemeralAsync(
        CheckContext context,
        MailService service,
        Problems problems,
        CancellationToken cancellationToken
    )
    {
        var connection = await OfferAsync(context, service, EphemeralGroup.Suites, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var bits = await EphemeralGroup
                .ReadBitsAsync(connection.Stream, context.PatienceWith(service), cancellationToken)
                .ConfigureAwait(false);
            connection.Log.Note($"offered finite-field Diffie-Hellman only; bits of the group (none: refused): {bits}");
            if (bits < FewestBits)
            {
                problems.Add($"{connection.Name} makes keys by Diffie-Hellman in a group of {bits} bits");
            }
        }
    }

    private static async Task<LineConnection> OfferAsync(
        CheckContext context,
        MailService service,
        ushort[] suites,
        CancellationToken cancellationToken
    )
    {
        var connection = await context.BringToHandshakeAsync(service, cancellationToken).ConfigureAwait(false);
        try
        {
            await connection
                .SendBytesAsync(ClientHello.Offer(0x0303, context.Target.Configuration.Hostname, suites), cancellationToken)
                .ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static string Family(ushort suite) =>
        _families.Where(family => family.Suites.Contains(suite)).Select(family => family.Family).FirstOrDefault("a weak cipher");
}
