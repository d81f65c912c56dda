namespace MailFactory.Testing.Conformance;

/// <summary>What came of a login with a wrong password.</summary>
/// <param name="Where">The service and its port, such as <c>imaps/993</c>.</param>
/// <param name="User">The user's name.</param>
/// <param name="Answer">The server's last answer, without a tag.</param>
/// <param name="Time">From the password to the answer.</param>
internal sealed record WrongLogin(string Where, string User, string Answer, TimeSpan Time)
{
    /// <summary>A password that nobody has.</summary>
    public const string Password = "definitely-wrong";
}
