namespace MailFactory.Build.Tests.Engines;

/// <summary>Tests that share one <see cref="EngineTree"/>.</summary>
[CollectionDefinition(Name)]
public sealed class EngineTrees : ICollectionFixture<EngineTree>
{
    public const string Name = "engine tree";
}
