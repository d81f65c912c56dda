namespace Nuke.Common.Output;

/// <summary>The few colours of a build's output, as ANSI parameters.</summary>
internal static class Style
{
    public const string Plain = "";
    public const string Good = "32";
    public const string Warning = "33";
    public const string Bad = "31";
    public const string Strong = "36;1";
    public const string Dim = "90";
}
