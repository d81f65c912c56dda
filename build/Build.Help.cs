using MailFactory.Testing.Options;

partial class Build
{
    /// <summary>What a target's own help shows beside its parameters; both engines find the method by its name.</summary>
    public string HelpDetails(string target) => target == nameof(ITestMailServer.TestMailServer) ? CheckListing.Text : string.Empty;
}
