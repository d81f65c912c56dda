using MailFactory.Testing.Conformance.Delivery;

namespace MailFactory.Testing.Conformance.Parts;

/// <summary>A letter to a user who is away.</summary>
/// <param name="Kind">What it is, for messages: "a first letter".</param>
/// <param name="Letter">The letter.</param>
internal sealed record VacationLetter(string Kind, Letter Letter)
{
    /// <summary>Whether it is to be answered.</summary>
    public bool IsAnswered { get; init; }

    /// <summary>Whether only this project's own servers promise not to answer it; else the standards ask for that.</summary>
    public bool IsPromise { get; init; }

    /// <summary>Whether it comes from outside with an empty sender, as a report does.</summary>
    public bool IsFromNobody => Letter.Sender.Length == 0;
}
