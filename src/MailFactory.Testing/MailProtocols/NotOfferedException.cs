namespace MailFactory.Testing.MailProtocols;

/// <summary>Something was asked of a server that its profile does not offer: neither a fault of the server nor of the tester.</summary>
/// <param name="profile">The profile.</param>
/// <param name="what">What it does not offer.</param>
internal sealed class NotOfferedException(ServerProfile profile, string what)
    : Exception($"not offered by a server of the profile {profile.Name}: {what}");
