namespace MailFactory.Testing.Dashboard;

/// <summary>Something was asked for that is not there.</summary>
/// <param name="parameter">The parameter, such as <c>--process</c>.</param>
/// <param name="name">What was asked for.</param>
/// <param name="known">What there is.</param>
public sealed class UnknownNameException(string parameter, string name, IEnumerable<string> known)
    : Exception($"{parameter}: there is no '{name}'; there are {string.Join(", ", known)}");
