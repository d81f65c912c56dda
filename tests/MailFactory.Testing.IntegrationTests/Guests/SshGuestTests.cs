using MailFactory.Testing.Guests;
using MailFactory.Testing.Waiting;

namespace MailFactory.Testing.IntegrationTests.Guests;

public sealed class SshGuestTests(SshServerFixture server) : IClassFixture<SshServerFixture>
{
    private static readonly TimeSpan _enough = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact(Timeout = 900_000)]
    public async Task Commands_run_as_root_and_tell_output_error_and_exit_code()
    {
        await using var guest = await ConnectAsync();
        var result = await guest.RunAsync("id -u; echo it\\'s >&2; exit 7", null, _enough, Cancelled);
        Assert.Equal((7, "0\n", "it's\n"), (result.ExitCode, result.Output, result.Error));
    }

    [Fact(Timeout = 900_000)]
    public async Task A_command_that_fails_is_told_with_its_last_lines_on_demand()
    {
        await using var guest = await ConnectAsync();
        var result = await guest.RunAsync("ls /nowhere", null, _enough, Cancelled);
        var error = Assert.Throws<GuestException>(result.EnsureSuccess);
        Assert.Contains("/nowhere", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 900_000)]
    public async Task Standard_input_arrives_whole_and_ends()
    {
        await using var guest = await ConnectAsync();
        var text = string.Concat(Enumerable.Range(0, 50_000).Select(number => $"line {number}\n"));
        var result = await guest.RunAsync("wc -c", text, _enough, Cancelled);
        Assert.Equal(text.Length, int.Parse(result.Output.Trim(), System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact(Timeout = 900_000)]
    public async Task What_a_command_prints_has_a_bound_and_the_connection_goes_on()
    {
        await using var guest = await ConnectAsync();
        var error = await Assert.ThrowsAsync<GuestException>(() => guest.RunAsync("cat /dev/zero", null, _enough, Cancelled));
        Assert.Contains("printed more than 32 MiB", error.Message, StringComparison.Ordinal);
        Assert.Equal("0\n", (await guest.RunAsync("id -u", null, _enough, Cancelled)).Output);
    }

    [Fact(Timeout = 900_000)]
    public async Task No_standard_input_is_an_empty_one()
    {
        await using var guest = await ConnectAsync();
        var result = await guest.RunAsync("cat | wc -c", null, _enough, Cancelled);
        Assert.Equal("0", result.Output.Trim());
    }

    [Fact(Timeout = 900_000)]
    public async Task A_command_beyond_its_limit_is_given_up_by_name_and_ends_in_the_guest_too()
    {
        await using var guest = await ConnectAsync();
        var error = await Assert.ThrowsAsync<GuestException>(() =>
            guest.RunAsync("exec sleep 654321", null, TimeSpan.FromSeconds(1), Cancelled)
        );
        Assert.Contains("sleep 654321", error.Message, StringComparison.Ordinal);
        await Wait.UntilAsync(
            "the command has ended in the guest",
            async token => (await guest.RunAsync("pgrep -f '^sleep 65432[1]'", null, _enough, token)).ExitCode == 1,
            _enough,
            TimeSpan.FromSeconds(1),
            TimeProvider.System,
            Cancelled
        );
    }

    [Fact(Timeout = 900_000)]
    public async Task A_connection_that_drops_in_the_middle_of_a_command_is_told_long_before_the_commands_limit()
    {
        await using var guest = await ConnectAsync();
        await using var other = await ConnectAsync();
        var running = guest.RunAsync("exec sleep 765432", null, TimeSpan.FromMinutes(14), Cancelled);
        await Wait.UntilAsync(
            "the command runs in the guest",
            async token => (await other.RunAsync("pgrep -f '^sleep 76543[2]'", null, _enough, token)).ExitCode == 0,
            _enough,
            TimeSpan.FromSeconds(1),
            TimeProvider.System,
            Cancelled
        );

        // The server's process of the first connection, found by its command's ancestors.
        const string Drop =
            "pid=$(pgrep -o -f 'sleep 76543[2]'); while [ \"$(cat /proc/$pid/comm)\" != sshd-session ]; do pid=$(ps -o ppid= "
            + "-p $pid | tr -d ' '); done; kill -KILL $pid";
        (await other.RunAsync(Drop, null, _enough, Cancelled)).EnsureSuccess();
        var error = await Assert.ThrowsAsync<GuestException>(() => running.WaitAsync(TimeSpan.FromMinutes(2), Cancelled));
        Assert.Contains("sleep 765432", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 900_000)]
    public async Task A_wrong_key_is_refused_at_once()
    {
        var access = await server.AccessAsync(Cancelled) with { PrivateKeyPath = await server.StrangeKeyAsync(Cancelled) };
        var error = await Assert.ThrowsAsync<GuestException>(() =>
            SshGuest.ConnectAsync(access, TimeSpan.FromMinutes(10), TimeProvider.System, Cancelled)
        );
        Assert.Contains("refuses the key strange of mailtest", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 900_000)]
    public async Task A_port_where_nothing_listens_is_told_with_the_last_error()
    {
        var access = await server.AccessAsync(Cancelled) with { Port = 2222 };
        var error = await Assert.ThrowsAsync<GuestException>(() =>
            SshGuest.ConnectAsync(access, TimeSpan.FromSeconds(2), TimeProvider.System, Cancelled)
        );
        Assert.Contains("refused", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    private async Task<SshGuest> ConnectAsync() =>
        await SshGuest.ConnectAsync(await server.AccessAsync(Cancelled), _enough, TimeProvider.System, Cancelled);
}
