using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Waiting;

namespace MailFactory.Testing.Conformance.Operations;

/// <summary>Waits until services are back after a boot.</summary>
internal static class ServiceReturn
{
    /// <summary>How long a boot may take, on a guest of full speed.</summary>
    public const double SlowestBootSeconds = 120;

    /// <summary>Throws <see cref="WaitTimeoutException"/> when a service does not greet within twice that time.</summary>
    public static Task UntilGreetedAsync(CheckContext context, MailService service, CancellationToken cancellationToken) =>
        Wait.UntilAsync(
            $"{MailSocket.Name(service)} greets after the reboot",
            async token =>
            {
                try
                {
                    var connection = await context.OpenAsync(service, token).ConfigureAwait(false);
                    await using (connection.ConfigureAwait(false))
                    {
                        return await connection.TryReadLineAsync(token).ConfigureAwait(false) is not null;
                    }
                }
                catch (MailProtocolException)
                {
                    return false;
                }
            },
            context.Scaled(2 * SlowestBootSeconds),
            TimeSpan.FromSeconds(1),
            context.Time,
            cancellationToken
        );
}
