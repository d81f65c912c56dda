using MailFactory.Testing.Tests.Architecture.Samples.Second;

namespace MailFactory.Testing.Tests.Architecture.Samples.First;

internal static class InAMethod
{
    public static string Text() => $"{Called.Answer()}";
}
