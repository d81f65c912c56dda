using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace Nuke.Common.Tooling;

/// <summary>A set of named values: derive from it and give each value a public static field.</summary>
[Serializable]
public abstract class Enumeration
{
    /// <summary>The text of the value.</summary>
    protected string Value { get; set; }

    /// <summary>The text of the value.</summary>
    public static implicit operator string(Enumeration value) => value?.Value;

    /// <summary>Whether both are the same value of the same set.</summary>
    public static bool operator ==(Enumeration a, Enumeration b) => Equals(a, b);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(Enumeration a, Enumeration b) => !Equals(a, b);

    /// <inheritdoc/>
    public override bool Equals(object obj) => obj is Enumeration other && obj.GetType() == GetType() && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>Whether both have the same text.</summary>
    protected bool Equals(Enumeration other) => Value == other.Value;

    /// <summary>Makes a value out of its text, in any case.</summary>
    /// <typeparam name="T">The set.</typeparam>
    public class TypeConverter<T> : TypeConverter
        where T : Enumeration
    {
        /// <inheritdoc/>
        public override bool CanConvertFrom(ITypeDescriptorContext context, Type sourceType) =>
            sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

        /// <inheritdoc/>
        public override object ConvertFrom(ITypeDescriptorContext context, CultureInfo culture, object value)
        {
            if (value is not string text)
            {
                return base.ConvertFrom(context, culture, value);
            }

            var field = typeof(T)
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .FirstOrDefault(x => x.FieldType == typeof(T) && x.Name.Equals(text, StringComparison.OrdinalIgnoreCase));
            return field?.GetValue(null) ?? throw new FormatException($"{typeof(T).Name} has no value '{text}'");
        }
    }
}
