using MailFactory.Testing.Mistakes;

namespace MailFactory.Testing.Dashboard;

/// <summary>Something was asked for that is not there.</summary>
/// <param name="message">What was asked for, and what there is.</param>
internal sealed class UnknownNameException(string message) : Exception(message)
{
    /// <summary>Names what there is beside what was asked for.</summary>
    /// <param name="parameter">The parameter, such as <c>--process</c>.</param>
    /// <param name="name">What was asked for.</param>
    /// <param name="known">What there is.</param>
    public UnknownNameException(string parameter, string name, IEnumerable<string> known)
        : this(WrongValue.Of(parameter, name, known)) { }
}
