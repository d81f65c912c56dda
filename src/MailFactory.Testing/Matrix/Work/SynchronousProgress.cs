namespace MailFactory.Testing.Matrix.Work;

/// <summary>Reports in the caller's thread and order, which <see cref="Progress{T}"/> does not promise.</summary>
/// <param name="report">Takes each report.</param>
/// <typeparam name="T">What is reported.</typeparam>
internal sealed class SynchronousProgress<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
