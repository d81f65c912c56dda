using MailFactory.Testing.Tests.Architecture.Samples.Second;

namespace MailFactory.Testing.Tests.Architecture.Samples.First;

internal static class InAFieldsStart
{
    public static readonly int Answer = Called.Answer();
}
