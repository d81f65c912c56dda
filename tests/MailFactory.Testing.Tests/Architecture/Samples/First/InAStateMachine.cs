using MailFactory.Testing.Tests.Architecture.Samples.Second;

namespace MailFactory.Testing.Tests.Architecture.Samples.First;

internal static class InAStateMachine
{
    public static async Task<int> AnswerAsync()
    {
        await Task.Yield();
        return Called.Answer();
    }
}
