/// <content>The build under the embedded engine, which reads command lines strictly itself.</content>
partial class Build
{
    private static partial int Run(Func<int> execute) => execute();
}
