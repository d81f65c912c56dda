using System.Reflection;
using System.Text.RegularExpressions;
using MailFactory.Testing.Reports.Documents;
using Nuke.Common;
using Nuke.Common.IO;

/// <summary>Reads targets and parameters off a build and its components, whichever engine runs it.</summary>
static partial class BuildReference
{
    const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    const int MostChoices = 4;

    public static CommandReference Of(NukeBuild build) =>
        new()
        {
            Targets =
            [
                .. Properties(build)
                    .Where(property => property.PropertyType == typeof(Target))
                    .Select(property => TargetOf(property, build))
                    .OfType<CommandReference.Target>(),
            ],
            Parameters = [.. Properties(build).Select(property => ParameterOf(property, build)).OfType<CommandReference.Parameter>()],
        };

    // The class first: what it declares itself stands above its components.
    static IEnumerable<PropertyInfo> Properties(NukeBuild build) =>
        build
            .GetType()
            .GetInterfaces()
            .Where(type => type.Assembly == build.GetType().Assembly)
            .Prepend(build.GetType())
            .SelectMany(type => type.GetProperties(Declared));

    static CommandReference.Target? TargetOf(PropertyInfo property, NukeBuild build) =>
        DefinitionReader.DescriptionOf((Target)property.GetValue(build)!) is { } description ? new(property.Name, description) : null;

    static CommandReference.Parameter? ParameterOf(PropertyInfo property, NukeBuild build) =>
        property.GetCustomAttribute<ParameterAttribute>() is { Description: { } description } attribute
            ? new(
                CapitalLetter().Replace(attribute.Name ?? property.Name, "-$1").ToLowerInvariant(),
                ValueOf(property, attribute, build),
                description
            )
            : null;

    static string ValueOf(PropertyInfo property, ParameterAttribute attribute, NukeBuild build)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type switch
        {
            _ when type == typeof(bool) => string.Empty,
            _ when Choices(attribute, build) is { Count: <= MostChoices } choices => string.Join('|', choices),
            _ when type == typeof(string[]) => "NAME…",
            _ when type == typeof(AbsolutePath[]) => "PATH…",
            _ when type == typeof(AbsolutePath) => "PATH",
            _ when type == typeof(int) || type == typeof(double) => "N",
            _ => "TEXT",
        };
    }

    static List<string>? Choices(ParameterAttribute attribute, NukeBuild build) =>
        attribute.ValueProviderMember is { } member
            ? [.. (IEnumerable<string>)attribute.ValueProviderType!.GetProperty(member, Declared)!.GetValue(build)!]
            : null;

    [GeneratedRegex("(?<!^)([A-Z])")]
    private static partial Regex CapitalLetter();
}
