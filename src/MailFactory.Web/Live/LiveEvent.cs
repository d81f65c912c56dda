namespace MailFactory.Web.Live;

/// <summary>Something that happened.</summary>
/// <param name="Time">When, as a clock shows it.</param>
/// <param name="Text">One sentence.</param>
internal sealed record LiveEvent(string Time, string Text);
