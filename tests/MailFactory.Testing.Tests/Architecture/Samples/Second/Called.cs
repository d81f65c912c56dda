namespace MailFactory.Testing.Tests.Architecture.Samples.Second;

internal static class Called
{
    public static int Answer() => Environment.ProcessId;
}
