namespace MailFactory.Testing.IntegrationTests.Conformance;

/// <summary>What a relay makes of the lines of one connection; a line for which nothing comes back is not passed on.</summary>
internal class RelayedTalk
{
    /// <summary>What the server hears of a line of the tester's.</summary>
    public virtual string? Heard(string line) => line;

    /// <summary>What the tester hears of a line of the server's.</summary>
    public virtual string? Said(string line) => line;
}
