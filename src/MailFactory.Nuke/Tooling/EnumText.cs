using System.Reflection;

namespace Nuke.Common.Tooling;

/// <summary>Reads <see cref="EnumValueAttribute"/>.</summary>
internal static class EnumText
{
    /// <summary>The member as it is written outside of C#; its name when it says nothing.</summary>
    public static string Of(Enum member) =>
        member.GetType().GetField(member.ToString())?.GetCustomAttribute<EnumValueAttribute>()?.Value ?? member.ToString();
}
