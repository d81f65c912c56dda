namespace MailFactory.Build.Tests;

/// <summary>Tests that share one compiled <see cref="SampleBuild"/>.</summary>
[CollectionDefinition(Name)]
public sealed class SampleBuilds : ICollectionFixture<SampleBuild>
{
    public const string Name = "sample build";
}
