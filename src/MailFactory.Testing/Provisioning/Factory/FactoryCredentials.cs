namespace MailFactory.Testing.Provisioning.Factory;

/// <summary>The Docker Hub account that Mail Server Factory logs in with, which it cannot do without.</summary>
/// <param name="Account">The account's name.</param>
/// <param name="Password">Its password or access token.</param>
internal sealed record FactoryCredentials(string Account, string Password)
{
    /// <summary>The account's name only.</summary>
    public override string ToString() => Account;
}
