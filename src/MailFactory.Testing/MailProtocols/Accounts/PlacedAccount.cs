namespace MailFactory.Testing.MailProtocols.Accounts;

/// <summary>An account and where it is written.</summary>
/// <param name="Account">The account, with all variables resolved.</param>
/// <param name="File">Its file.</param>
/// <param name="Pointer">Its JSON pointer there.</param>
internal sealed record PlacedAccount(MailAccount Account, FactoryFile File, string Pointer)
{
    /// <summary>Where a part of it is written, such as <c>name</c> or <c>aliases/1</c>.</summary>
    public FactoryPlace PlaceOf(string part) => File.PlaceOf($"{Pointer}/{part}");
}
