using MailFactory.Testing.MailProtocols;

namespace MailFactory.Testing.Conformance.Parts;

/// <summary>
/// A Sieve script that is active while a check looks at what it does; whatever happens then, it is removed, and the script that was active
/// before is active again.
/// </summary>
internal sealed class TestScript : IAsyncDisposable
{
    private const double SecondsToRemove = 60;
    private readonly CheckContext _context;
    private readonly string _name;
    private readonly string _before;

    private TestScript(CheckContext context, string name, string before) => (_context, _name, _before) = (context, name, before);

    /// <summary>
    /// Uploads a script and makes it the active one; a <see cref="MailProtocolException"/> when the server does not take it.
    /// </summary>
    public static async Task<TestScript> ActivateAsync(
        CheckContext context,
        string name,
        string script,
        CancellationToken cancellationToken
    )
    {
        var session = await context.LogIntoSieveAsync(cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var list = await session.ExpectAsync("LISTSCRIPTS", cancellationToken).ConfigureAwait(false);
            var put = await session.PutAsync(name, script, cancellationToken).ConfigureAwait(false);
            if (!put.IsOk)
            {
                throw new MailProtocolException($"{session.Name}: a good script was refused: {put}");
            }

            var made = new TestScript(context, name, ActiveOf(list));
            try
            {
                await session.ExpectAsync($"SETACTIVE \"{name}\"", cancellationToken).ConfigureAwait(false);
                return made;
            }
            catch
            {
                await made.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    /// <summary>
    /// Removes the script over a connection of its own: the check's time may be over. What cannot be removed is told in the evidence.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            using var soon = new CancellationTokenSource(_context.Scaled(SecondsToRemove), _context.Time);
            var session = await _context.LogIntoSieveAsync(soon.Token).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                await session.ExpectAsync($"SETACTIVE \"{_before}\"", soon.Token).ConfigureAwait(false);
                await session.ExpectAsync($"DELETESCRIPT \"{_name}\"", soon.Token).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is OperationCanceledException || ServerFault.Describe(error, last: null) is not null)
        {
            _context.Transcript.Add($"tester  the script {_name} was not removed: {error.Message}");
        }
    }

    /// <summary>The script that a list marks as active (RFC 5804 section 2.7); empty when none is.</summary>
    internal static string ActiveOf(SieveReply list) =>
        list
            .Lines.Where(line => line.EndsWith("\" ACTIVE", StringComparison.OrdinalIgnoreCase))
            .Select(line => line[1..line.LastIndexOf('"')])
            .FirstOrDefault(string.Empty);
}
