namespace MailFactory.Testing.Tests.Architecture.Samples.Third;

internal static class Alone
{
    public static int Answer() => 1;
}
