namespace MailFactory.Build.Tests.Engines;

/// <summary>The sample build on the stand-in for NUKE.</summary>
public sealed class StandInBuild() : SampleBuild("Package", Assembly)
{
    private static string Assembly =>
        Repository.PathOf("tests", "MailFactory.Nuke.StandIn", "Common", "bin", "Debug", "net10.0", "Nuke.Common.dll");
}
