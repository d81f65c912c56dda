using MailFactory.Testing.Distros;
using MailFactory.Testing.Processes;
using MailFactory.Testing.Qemu;
using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Pipeline;

/// <summary>Whose fault it is when a session cannot start.</summary>
public static class SessionErrors
{
    /// <summary>The class of an error; <see cref="FailureClass.Infrastructure"/> for everything that is not known better.</summary>
    public static FailureClass ClassOf(Exception error) => error switch
    {
        RunOptionsException or CatalogException => FailureClass.Configuration,
        HostException host => host.FailureClass,
        OperationCanceledException => FailureClass.Cancelled,
        AcceleratorException or ToolException or IOException => FailureClass.Infrastructure,
        _ => FailureClass.Infrastructure,
    };
}
