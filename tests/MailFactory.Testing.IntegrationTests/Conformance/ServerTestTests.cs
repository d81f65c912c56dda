using System.Text.Json;
using MailFactory.Testing.Commands.Servers;
using MailFactory.Testing.Conformance;
using MailFactory.Testing.Conformance.Delivery;
using MailFactory.Testing.Conformance.Running;
using MailFactory.Testing.IntegrationTests.Fixtures;
using MailFactory.Testing.Runs;
using MailKit;
using MailKit.Search;

namespace MailFactory.Testing.IntegrationTests.Conformance;

/// <summary>The suite as a tool of its own, against a real server that it knows only by address and accounts.</summary>
[Collection(ConformanceFixture.Name)]
public sealed class ServerTestTests(ConformanceFixture fixture) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mail-factory-server-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(Timeout = 300_000)]
    public async Task A_server_is_tested_reported_and_left_as_it_was()
    {
        var server = await fixture.ServerAsync(Cancellation);
        var context = server.Context();
        var account = context.Mailboxes.Second;
        using (var client = await context.OpenInboxAsync(account, FolderAccess.ReadWrite, Cancellation))
        {
            await client.Inbox!.AppendAsync(new AppendRequest(OwnMail(account.Address)), Cancellation);
            await client.DisconnectAsync(quit: true, Cancellation);
        }

        var before = await MessageIdsAsync(context);
        Assert.Contains("own@example.com", before);
        var console = new StringWriter();
        var options = await OptionsAsync(server, ["SMTP-01", "DLV-03", "RCP-02", "IMAP-06", "REL-02", "OPS-08", "OPS-09"]);
        var result = await new ServerTest(options, console).RunAsync(Cancellation);

        var checks = Assert.Single(result.Stages).Checks.ToDictionary(check => check.Id, check => check.Verdict);
        Assert.True(result.FailureClass == FailureClass.None, console.ToString());
        Assert.Equal(
            [Verdict.Passed, Verdict.Passed, Verdict.Passed, Verdict.Passed, Verdict.NotApplicable, Verdict.Skipped, Verdict.Skipped],
            new[] { "SMTP-01", "DLV-03", "RCP-02", "IMAP-06", "REL-02", "OPS-08", "OPS-09" }.Select(id => checks[id])
        );
        Assert.Contains("result: 1 of 1 servers passed in ", console.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            [".html", ".json", ".md", ".xml"],
            Directory.EnumerateFiles(Path.Combine(_folder, "test_results")).Select(Path.GetExtension).Order()
        );
        Assert.Equal(before, await MessageIdsAsync(context));
    }

    [Fact(Timeout = 300_000)]
    public async Task A_server_that_fails_makes_the_run_fail()
    {
        var server = await fixture.ServerAsync(Cancellation);
        var console = new StringWriter();
        var breakage = Breakage.All.Single(breakage => breakage.Check == "RCP-02");
        await server.RunAsync(breakage.Breaking, Cancellation);
        try
        {
            var result = await new ServerTest(await OptionsAsync(server, ["RCP-02"]), console).RunAsync(Cancellation);
            Assert.Equal(FailureClass.Product, result.FailureClass);
            Assert.Contains("RCP-02   failed", console.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            await server.RunAsync(breakage.Mending, CancellationToken.None);
        }
    }

    [Fact(Timeout = 300_000)]
    public async Task A_mailbox_that_came_with_mail_of_the_checks_goes_with_it()
    {
        var server = await fixture.ServerAsync(Cancellation);
        var context = server.Context();
        var account = context.Mailboxes.Second;
        var before = await Traces.NoteAsync(context, Cancellation);
        using var client = await context.Clients.ImapAsync(context.ImapService(), account, Cancellation);
        var space = client.GetFolder(client.PersonalNamespaces[0]);
        using var ofCheck = TestMail.Create("somebody@example.org", "of a check", account.Address);
        using var own = OwnMail(account.Address);
        await FileAsync("Sorted", ofCheck);
        await FileAsync("Mixed", ofCheck, own);
        try
        {
            var told = await Traces.RemoveAsync(context, before, Cancellation);
            Assert.Equal(["removed afterwards: 2 mails and 1 mailbox of the checks"], told);
            var names = (await space.GetSubfoldersAsync(subscribedOnly: false, Cancellation)).Select(folder => folder.Name).ToList();
            Assert.Contains("Mixed", names);
            Assert.DoesNotContain("Sorted", names);
        }
        finally
        {
            await (await space.GetSubfolderAsync("Mixed", Cancellation)).DeleteAsync(Cancellation);
        }

        async Task FileAsync(string name, params MimeKit.MimeMessage[] messages)
        {
            var folder = await space.CreateAsync(name, isMessageFolder: true, Cancellation);
            foreach (var message in messages)
            {
                await folder!.AppendAsync(new AppendRequest(message), Cancellation);
            }
        }
    }

    private static MimeKit.MimeMessage OwnMail(string address) =>
        new()
        {
            MessageId = "own@example.com",
            Subject = "mail of the account's own",
            From = { MimeKit.MailboxAddress.Parse("friend@example.com") },
            To = { MimeKit.MailboxAddress.Parse(address) },
            Body = new MimeKit.TextPart("plain") { Text = "keep me" },
        };

    private static async Task<IReadOnlyList<string?>> MessageIdsAsync(CheckContext context)
    {
        using var client = await context.OpenInboxAsync(context.Mailboxes.Second, FolderAccess.ReadOnly, Cancellation);
        var all = await client.Inbox!.SearchAsync(SearchQuery.All, Cancellation);
        var found = await client.Inbox.FetchAsync(all, MessageSummaryItems.Envelope, Cancellation);
        await client.DisconnectAsync(quit: true, Cancellation);
        return [.. found.Select(message => message.Envelope?.MessageId)];
    }

    private async Task<RunOptions> OptionsAsync(MailServer server, IReadOnlyList<string> checks)
    {
        var accounts = Path.Combine(_folder, "accounts.json");
        var authority = Path.Combine(_folder, "ca.pem");
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
        await File.WriteAllTextAsync(accounts, JsonSerializer.Serialize(document), Cancellation);
        await File.WriteAllTextAsync(authority, server.Result.AuthorityPem, Cancellation);
        return new RunOptions
        {
            Repository = Repository.Root,
            Layout = new WorkLayout(_folder),
            Checks = checks,
            Server = new ServerOptions
            {
                Host = server.Address,
                Accounts = accounts,
                Authority = authority,
            },
        };
    }
}
