namespace MailFactory.Testing.Scheduling;

/// <summary>The work asked for can never be done on this host as it was asked for.</summary>
/// <param name="message">What does not fit, with the numbers.</param>
internal sealed class ScheduleException(string message) : Exception(message);
