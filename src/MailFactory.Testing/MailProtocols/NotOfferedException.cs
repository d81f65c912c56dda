namespace MailFactory.Testing.MailProtocols;

/// <summary>Something was asked of a server that it does not offer: neither a fault of the server nor of the tester.</summary>
/// <param name="why">Why it does not, in a sentence without a full stop.</param>
internal sealed class NotOfferedException(string why) : Exception(why)
{
    /// <summary>A server's profile does not have it.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="what">What it does not offer.</param>
    public NotOfferedException(ServerProfile profile, string what)
        : this($"not offered by a server of the profile {profile.Name}: {what}") { }
}
