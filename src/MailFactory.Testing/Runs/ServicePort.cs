namespace MailFactory.Testing.Runs;

/// <summary>Where a server has a service.</summary>
/// <param name="Registered">The port that is registered for the service, which tells it from others.</param>
/// <param name="Port">The port where the server has it.</param>
internal sealed record ServicePort(int Registered, int Port);
