using System.Diagnostics;
using System.Text;
using System.Text.Json;
using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.Guests;
using MailFactory.Testing.IntegrationTests.Fixtures;
using MailFactory.Testing.IntegrationTests.Replay;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Waiting;
using MailKit;
using MailKit.Search;

namespace MailFactory.Testing.IntegrationTests.Conformance;

/// <summary>The real build tests a server that somebody runs: looks inside by SSH, and cleans up when Ctrl-C ends it in the middle.</summary>
[Collection(ConformanceFixture.Name)]
public sealed class ServerCommandTests(ConformanceFixture fixture) : IDisposable
{
    private const string OldLetter = "a letter from before";

    private readonly ReplayHost _host = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _host.Dispose();

    [Fact(Timeout = 600_000)]
    public async Task With_a_shell_it_looks_inside()
    {
        var server = await fixture.ServerAsync(Cancellation);
        var key = await LetInAsync(server);
        try
        {
            var command = await CommandAsync([
                .. await ArgumentsAsync(server, "packages"),
                "--ssh",
                $"mailtest@{server.Address}",
                "--ssh-key",
                key,
                "--checks",
                "OPS-01,OPS-02,OPS-03,OPS-04,OPS-07,OPS-09,OPS-13",
            ]);
            var result = await ToolRunner.RunAsync(command, Cancellation);
            TestContext.Current.TestOutputHelper?.WriteLine(result.StandardOutput);
            Assert.True(result.IsSuccess, result.StandardOutput + result.StandardError);
            foreach (
                var (check, verdict) in new[]
                {
                    ("OPS-01", "passed"),
                    ("OPS-02", "passed"),
                    ("OPS-03", "passed"),
                    ("OPS-04", "passed"),
                    ("OPS-07", "skipped"),
                    ("OPS-09", "skipped"),
                    ("OPS-13", "skipped"),
                }
            )
            {
                Assert.Matches($"{check} +{verdict} ", result.StandardOutput);
            }
        }
        finally
        {
            await server.RunAsync("kill $(cat /run/sshd.pid); userdel -rf mailtest 2>/dev/null; true", CancellationToken.None);
        }
    }

    [Fact(Timeout = 600_000)]
    public async Task Ended_by_Ctrl_C_in_the_middle_it_removes_what_it_made()
    {
        var server = await fixture.ServerAsync(Cancellation);
        await KeepLetterAsync(server);

        // Other tests leave mail on the same server, which is nobody's to remove.
        var (before, alike) = (await CountAsync(server, "DLV-0"), await CountAsync(server, "DLV-02"));
        var command = await CommandAsync([.. await ArgumentsAsync(server, "any"), "--checks", "DLV-01,DLV-02,IMAP-06,OPS-05"]);
        var info = new ProcessStartInfo(command.Program, command.Arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var build = Process.Start(info)!;
        var output = new StringBuilder();
        build.OutputDataReceived += (_, line) => Heard(line.Data);
        build.ErrorDataReceived += (_, line) => Heard(line.Data);
        build.BeginOutputReadLine();
        build.BeginErrorReadLine();

        // In the midst of DLV-02, which sends its twenty mails one after another.
        await Wait.UntilAsync(
            "mail was sent and more is being sent",
            async _ => build.HasExited || await CountAsync(server, "DLV-02") > alike + 2,
            TimeSpan.FromMinutes(2),
            TimeSpan.FromMilliseconds(200),
            TimeProvider.System,
            Cancellation
        );
        await ToolRunner.RunAsync(ToolCommand.Create("kill", "-INT", $"{build.Id}"), Cancellation);
        await build.WaitForExitAsync(Cancellation);
        TestContext.Current.TestOutputHelper?.WriteLine(Told());
        Assert.True(build.ExitCode == 4, $"exit code {build.ExitCode}\n{Told()}");
        Assert.Matches("removed afterwards: [1-9][0-9]* mails? and [0-9]+ mailbox(es)? of the checks", Told());
        Assert.Matches("stopped after [0-4] of 4 checks", Told());
        Assert.Matches("report: .*test_results_.*\\.md", Told());
        Assert.Equal(before, await CountAsync(server, "DLV-0"));
        Assert.Equal(1, await CountAsync(server, OldLetter));

        void Heard(string? line)
        {
            lock (output)
            {
                output.AppendLine(line);
            }
        }

        string Told()
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    // It was there before any check, and looks like one of theirs.
    private static async Task KeepLetterAsync(MailServer server)
    {
        var context = server.Context();
        using var message = TestMail.Create("somebody@example.org", OldLetter, context.Mailboxes.First.Address);
        using var client = await context.OpenInboxAsync(context.Mailboxes.First, FolderAccess.ReadWrite, Cancellation);
        await client.Inbox!.AppendAsync(new AppendRequest(message), Cancellation);
        await client.DisconnectAsync(quit: true, Cancellation);
    }

    private static async Task<int> CountAsync(MailServer server, string subject)
    {
        var count = 0;
        var context = server.Context();
        foreach (var account in context.Mailboxes.Keeping)
        {
            using var client = await context.OpenInboxAsync(account, FolderAccess.ReadOnly, Cancellation);
            count += (await client.Inbox!.SearchAsync(SearchQuery.SubjectContains(subject), Cancellation)).Count;
            await client.DisconnectAsync(quit: true, Cancellation);
        }

        return count;
    }

    /// <summary>The build's command; what it says of machines is none of this.</summary>
    private async Task<ToolCommand> CommandAsync(IEnumerable<string> arguments)
    {
        var command = await _host.CommandAsync(arguments, Cancellation);
        return command with { Arguments = [.. command.Arguments.Where(argument => argument is not ("--accelerator" or "tcg"))] };
    }

    private async Task<string> LetInAsync(MailServer server)
    {
        var key = await SshKeyPair.CreateAsync(_host.PathOf("key"), "mailtest", Cancellation);
        const string Script = """
            set -e
            useradd --create-home --shell /bin/sh mailtest
            install -d -m 700 -o mailtest -g mailtest /home/mailtest/.ssh
            install -m 600 -o mailtest -g mailtest /dev/stdin /home/mailtest/.ssh/authorized_keys
            echo 'mailtest ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/mailtest
            /usr/sbin/sshd </dev/null >/dev/null 2>&1
            """;
        (await server.Guest.RunAsync(Script, key.PublicKey + "\n", TimeSpan.FromMinutes(1), Cancellation)).EnsureSuccess();
        return key.PrivateKeyPath;
    }

    private async Task<IReadOnlyList<string>> ArgumentsAsync(MailServer server, string profile)
    {
        var (accounts, authority) = (_host.PathOf("accounts.json"), _host.PathOf("ca.pem"));
        var document = new
        {
            hostname = server.Configuration.Hostname,
            accounts = server.Configuration.Accounts.Select(account => new
            {
                address = account.Address,
                password = account.Password,
                forwardsTo = account.ForwardsTo,
            }),
        };
        var settings = $"parameters.{profile}.json";
        File.Copy(Repository.PathOf(".nuke", settings), _host.PathOf("repository", ".nuke", settings));
        await File.WriteAllTextAsync(accounts, JsonSerializer.Serialize(document), Cancellation);
        await File.WriteAllTextAsync(authority, server.Result.AuthorityPem, Cancellation);
        return ["TestMailServer", "--server", server.Address, "--accounts", accounts, "--ca", authority, "--profile", profile];
    }
}
