namespace MailFactory.Testing.IntegrationTests.Fixtures;

/// <summary>
/// Serves mail to whoever wants to try something by hand. Runs only when asked for, with the file to write into:
/// <c>MAIL_SERVER_FILE=/path/server.txt dotnet exec MailFactory.Testing.IntegrationTests.dll -explicit only -class ...ServeByHand</c>;
/// it ends when that file is deleted.
/// </summary>
public sealed class ServeByHand(MailServerFixture fixture)
{
    [Fact(Explicit = true)]
    public async Task Serves_until_the_file_is_deleted()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var file = Environment.GetEnvironmentVariable("MAIL_SERVER_FILE") ?? throw new InvalidOperationException("set MAIL_SERVER_FILE");
        var server = await fixture.ServerAsync(cancellationToken);
        var authority = Path.ChangeExtension(file, ".ca.pem");
        await File.WriteAllTextAsync(authority, server.Result.AuthorityPem, cancellationToken);
        var lines = server
            .Configuration.Accounts.Select(account => $"account {account.Address} {account.Password}")
            .Prepend($"authority {authority}")
            .Prepend($"enter {server.EnterCommand}")
            .Prepend($"hostname {server.Configuration.Hostname}")
            .Prepend($"address {server.Address}");
        await File.WriteAllLinesAsync(file, lines, cancellationToken);
        while (File.Exists(file))
        {
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        }
    }
}
