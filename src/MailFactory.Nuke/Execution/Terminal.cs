namespace Nuke.Common.Execution;

/// <summary>A build on somebody's own machine.</summary>
public class Terminal : Host;
