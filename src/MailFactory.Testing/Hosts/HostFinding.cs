namespace MailFactory.Testing.Hosts;

/// <summary>What the host check found about one subject.</summary>
/// <param name="Subject">The subject, such as <c>memory</c>.</param>
/// <param name="Verdict">Whether it is fit.</param>
/// <param name="Detail">The values found.</param>
/// <param name="Remedy">What to do about it; empty when nothing has to be done.</param>
internal sealed record HostFinding(string Subject, HostVerdict Verdict, string Detail, string Remedy = "");
