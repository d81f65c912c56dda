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

    /// <summary>Whether the name alone was refused, before a password was asked for.</summary>
    public bool IsRefusedByName { get; init; }

    /// <summary>The answer that shows that the session is logged in although the login was refused; null when it is not.</summary>
    public string? Inside { get; init; }

    /// <summary>The fault of a login that was refused in words only, if it was.</summary>
    public IEnumerable<string> InsideProblems =>
        Inside is null ? [] : [$"{Where}: the wrong password of {User} is refused ({Answer}), and the session is logged in: {Inside}"];
}
