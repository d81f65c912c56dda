using System.ComponentModel;
using System.Globalization;
using Nuke.Common.CI;
using Nuke.Common.IO;

namespace Nuke.Common.Parameters;

/// <summary>Makes values out of texts.</summary>
internal static class ValueConversion
{
    /// <summary>The value of a parameter out of its texts; relative paths start at the base directory.</summary>
    /// <exception cref="FormatException">A text does not fit; the message says which and what is allowed.</exception>
    public static object Convert(ParameterDefinition parameter, IReadOnlyList<string> texts, string baseDirectory)
    {
        if (!parameter.IsArray)
        {
            return texts.Count == 0
                ? parameter.IsSwitch ? true : null
                : Element(parameter, texts[^1], baseDirectory);
        }

        var elements = parameter.Attribute.Separator is { Length: > 0 } separator
            ? texts.SelectMany(x => x.Split(separator, StringSplitOptions.RemoveEmptyEntries)).ToList()
            : texts;
        var array = Array.CreateInstance(parameter.ElementType, elements.Count);
        for (var i = 0; i < elements.Count; i++)
            array.SetValue(Element(parameter, elements[i], baseDirectory), i);
        return array;
    }

    private static object Element(ParameterDefinition parameter, string text, string baseDirectory)
    {
        try
        {
            return Element(parameter.ElementType, text, baseDirectory);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException or NotSupportedException)
        {
            var shown = parameter.IsSecret ? "the value" : $"'{text}'";
            throw new FormatException($"{shown} does not fit, expected {ValueSets.Describe(parameter.ElementType)}.", exception);
        }
    }

    private static object Element(Type type, string text, string baseDirectory)
    {
        if (type == typeof(string))
            return text;
        if (type == typeof(bool))
            return bool.Parse(text);
        if (type == typeof(AbsolutePath))
            return AbsolutePath.Create(Path.Combine(baseDirectory, text));
        if (type == typeof(Partition))
            return Partition.Parse(text);
        if (type.IsEnum)
            return EnumValue(type, text);
        if (type.IsPrimitive || type == typeof(decimal))
            return System.Convert.ChangeType(text, type, CultureInfo.InvariantCulture);

        var converter = TypeDescriptor.GetConverter(type);
        return converter.CanConvertFrom(typeof(string))
            ? converter.ConvertFrom(null, CultureInfo.InvariantCulture, text)
            : throw new NotSupportedException($"{type.Name} has no converter.");
    }

    /// <summary>By name, also spelled with dashes, or by a number that is defined.</summary>
    private static object EnumValue(Type type, string text)
    {
        if (Enum.TryParse(type, text.Replace("-", string.Empty, StringComparison.Ordinal), ignoreCase: true, out var value)
            && Enum.IsDefined(type, value))
            return value;
        throw new FormatException($"{type.Name} has no value '{text}'");
    }
}
