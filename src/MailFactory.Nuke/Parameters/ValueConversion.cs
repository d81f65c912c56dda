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
            if (texts.Count == 0)
            {
                return parameter.IsSwitch ? true : null;
            }

            return Element(parameter, texts[^1], baseDirectory);
        }

        var elements = parameter.Attribute.Separator is { Length: > 0 } separator
            ? texts.SelectMany(x => x.Split(separator)).ToList()
            : texts;
        if (elements != texts && elements.Contains(string.Empty))
        {
            throw new FormatException(
                $"'{string.Join(' ', texts)}' does not fit, expected {ValueSets.Describe(parameter.ElementType)} on both sides "
                    + $"of '{parameter.Attribute.Separator}'."
            );
        }

        var array = Array.CreateInstance(parameter.ElementType, elements.Count);
        for (var i = 0; i < elements.Count; i++)
        {
            array.SetValue(Element(parameter, elements[i], baseDirectory), i);
        }

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
        {
            return text;
        }

        if (type == typeof(bool))
        {
            return bool.Parse(text);
        }

        if (type == typeof(AbsolutePath))
        {
            return AbsolutePath.Create(Path.Combine(baseDirectory, text));
        }

        if (type == typeof(Partition))
        {
            return PartOf(text);
        }

        if (type.IsEnum)
        {
            return EnumValue(type, text);
        }

        if (!type.IsEnum && ValueSets.Of(type)?.Any(x => x.Text.Equals(text, StringComparison.OrdinalIgnoreCase)) == false)
        {
            throw new FormatException($"{type.Name} has no value '{text}'");
        }

        if (type == typeof(double) || type == typeof(float))
        {
            return System.Convert.ChangeType(Number(text), type, CultureInfo.InvariantCulture);
        }

        if (type.IsPrimitive || type == typeof(decimal))
        {
            return System.Convert.ChangeType(text, type, CultureInfo.InvariantCulture);
        }

        var converter = TypeDescriptor.GetConverter(type);
        return converter.CanConvertFrom(typeof(string))
            ? converter.ConvertFrom(null, CultureInfo.InvariantCulture, text)
            : throw new NotSupportedException($"{type.Name} has no converter.");
    }

    /// <summary>A finite number with a point: no thousands, so that 0,001 is not taken for 1.</summary>
    private static double Number(string text) =>
        double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) is var number && double.IsFinite(number)
            ? number
            : throw new FormatException($"{text} is not a finite number");

    private static Partition PartOf(string text)
    {
        var parts = text.Split('/');
        if (
            parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var part)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var total)
            && part >= 1
            && part <= total
        )
        {
            return new Partition { Part = part, Total = total };
        }

        throw new FormatException("expected a part and a total, such as 2/3");
    }

    /// <summary>By name, also spelled with dashes, or by a number that is defined.</summary>
    private static object EnumValue(Type type, string text)
    {
        if (
            Enum.TryParse(type, text.Replace("-", string.Empty, StringComparison.Ordinal), ignoreCase: true, out var value)
            && Enum.IsDefined(type, value)
        )
        {
            return value;
        }

        throw new FormatException($"{type.Name} has no value '{text}'");
    }
}
