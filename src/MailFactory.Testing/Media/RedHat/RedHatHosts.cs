namespace MailFactory.Testing.Media.RedHat;

/// <summary>Red Hat's public hosts for media (docs.redhat.com, "Getting started with Red Hat APIs").</summary>
internal sealed record RedHatHosts
{
    /// <summary>Gives an access token of a few minutes for an offline token.</summary>
    public Uri Token { get; init; } = new("https://sso.redhat.com/auth/realms/redhat-external/protocol/openid-connect/token");

    /// <summary>Lists images and gives links to them, with a slash at the end.</summary>
    public Uri Api { get; init; } = new("https://api.access.redhat.com/management/v1/");
}
