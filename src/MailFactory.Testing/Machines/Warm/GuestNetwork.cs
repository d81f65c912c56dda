using MailFactory.Testing.Guests;

namespace MailFactory.Testing.Machines.Warm;

/// <summary>Asks a guest for its addresses, its way out, and whether it resolves a name.</summary>
internal static class GuestNetwork
{
    // What a guest says is kept in a record: a little of it is enough.
    private const int Longest = 500;

    /// <summary>The answer: the same text when nothing has changed.</summary>
    /// <param name="guest">The guest.</param>
    /// <param name="name">The name to resolve.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<string> AskAsync(IGuestCommands guest, string name, TimeSpan limit, CancellationToken cancellationToken)
    {
        var result = await guest.RunAsync(Question(name), standardInput: null, limit, cancellationToken).ConfigureAwait(false);
        return Text(result.EnsureSuccess().Output);
    }

    /// <summary>The answer in what the commands printed.</summary>
    internal static string Text(string output)
    {
        var text = output.Trim();
        return text.Length > Longest ? text[..Longest] : text;
    }

    /// <summary>The commands that print it.</summary>
    internal static string Question(string name) =>
        string.Join(
            '\n',
            "ip -4 -o address show scope global | awk '{ print \"address \" $2 \" \" $4 }'",
            "ip -4 route show default | awk '{ print \"way out \" $3; exit }'",
            $"timeout 10 getent ahostsv4 {ShellText.Quote(name)} >/dev/null 2>&1 && echo 'resolves names' || echo 'resolves no names'"
        );
}
