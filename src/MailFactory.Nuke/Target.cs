namespace Nuke.Common;

/// <summary>One unit of work of a build: a function that fills in its own definition.</summary>
/// <param name="definition">The empty definition to fill in.</param>
/// <returns>The same definition.</returns>
public delegate ITargetDefinition Target(ITargetDefinition definition);
