namespace MailFactory.Nuke.Tests.Reading;

/// <summary>A build with a parameter of each kind, whose default target must never run by mistake.</summary>
internal sealed class ReadingSample : NukeBuild
{
    [Parameter]
    public readonly string Place;

    [Parameter]
    public readonly int? Memory;

    [Parameter]
    public readonly double? TimeoutScale;

    [Parameter]
    public readonly bool DryRun;

    [Parameter]
    public readonly string[] Names;

    public Target Test => _ => _.Marks(nameof(Test));

    public Target ListIsos => _ => _.Marks(nameof(ListIsos));

    public Target Status => _ => _.Marks(nameof(Status));
}
