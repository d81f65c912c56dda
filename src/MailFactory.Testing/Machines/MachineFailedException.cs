using MailFactory.Testing.Installs.Diagnosis;

namespace MailFactory.Testing.Machines;

/// <summary>The machine under some work failed, so that the work could not end.</summary>
/// <param name="finding">What is wrong with the machine.</param>
/// <param name="lastLines">The last lines on its serial console.</param>
internal sealed class MachineFailedException(InstallFinding finding, IReadOnlyList<string> lastLines) : Exception(finding.Cause)
{
    /// <summary>What is wrong with the machine.</summary>
    public InstallFinding Finding => finding;

    /// <summary>The last lines on its serial console.</summary>
    public IReadOnlyList<string> LastLines => lastLines;
}
