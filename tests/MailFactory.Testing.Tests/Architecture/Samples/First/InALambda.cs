using MailFactory.Testing.Tests.Architecture.Samples.Second;

namespace MailFactory.Testing.Tests.Architecture.Samples.First;

internal static class InALambda
{
    public static Func<int> Later(int more) => () => Called.Answer() + more;
}
