using MailFactory.Testing.MailProtocols;
using MailFactory.Testing.Runs;
using MailFactory.Testing.Tests.MailProtocols;

namespace MailFactory.Testing.Tests.Conformance;

/// <summary>One way in which a server can be bad, and how the check that looks for it must answer.</summary>
internal sealed record Fault(
    string Check,
    string Name,
    MailService Service,
    Func<Script, Script> Change,
    string Says,
    Verdict Verdict = Verdict.Failed
)
{
    public static IReadOnlyList<Fault> All { get; } = [.. SmtpFaults.All, .. LoginFaults.All, .. TlsFaults.All, .. MailboxFaults.All];
}
