using MailFactory.Testing.Tests.Architecture.Samples.Second;

namespace MailFactory.Testing.Tests.Architecture.Samples.First;

internal static class InASignature
{
    public static int Count(IReadOnlyList<Argument> arguments) => arguments.Count;
}
