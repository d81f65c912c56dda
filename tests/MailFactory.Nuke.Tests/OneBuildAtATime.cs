namespace MailFactory.Nuke.Tests;

/// <summary>
/// Tests that run sample builds: NUKE's statics (root, host, Serilog's logger) belong to the process, so one build at a time.
/// </summary>
[CollectionDefinition(Name)]
public sealed class OneBuildAtATime
{
    public const string Name = "sample builds";
}
