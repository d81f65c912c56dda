namespace Nuke.Common.Tooling;

/// <summary>Changes options and returns them.</summary>
/// <typeparam name="T">The kind of options.</typeparam>
public delegate T Configure<T>(T options);
