using MailFactory.Testing.Tests.Architecture.Samples.Second;

namespace MailFactory.Testing.Tests.Architecture.Samples.First;

internal static class InAnIterator
{
    public static IEnumerable<int> Answers()
    {
        yield return Called.Answer();
    }
}
