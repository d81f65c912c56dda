using MailFactory.Testing.Commands;

partial class Build
{
    /// <summary>Leaves the work to a build in the background; options have been checked by then, so that mistakes are told here.</summary>
    void DetachIfWanted()
    {
        if (From<IOperate>().Detach)
        {
            ClassifiedAsync(() => DetachedBuild.StartAsync(Options.Layout, Output, Cancellation)).GetAwaiter().GetResult();
            Environment.Exit(0);
        }
    }
}
