using System.ComponentModel;

namespace Nuke.Common.IO;

/// <summary>A normalised absolute path; <c>root / "a" / "b"</c> goes down, <c>root / ..</c> goes up.</summary>
[Serializable]
[TypeConverter(typeof(TypeConverter))]
public class AbsolutePath : IAbsolutePathHolder, IFormattable
{
    /// <summary>Format: in double quotes.</summary>
    public const string DoubleQuote = "d";

    /// <summary>Format: in double quotes if it holds a space.</summary>
    public const string DoubleQuoteIfNeeded = "dn";

    /// <summary>Format: in single quotes.</summary>
    public const string SingleQuote = "s";

    /// <summary>Format: in single quotes if it holds a space.</summary>
    public const string SingleQuoteIfNeeded = "sn";

    /// <summary>Format: as it is.</summary>
    public const string NoQuotes = "nq";

    private readonly string _path;

    private AbsolutePath(string path) => _path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));

    /// <summary>The last segment.</summary>
    public string Name => System.IO.Path.GetFileName(_path);

    /// <summary>The last segment without its extension.</summary>
    public string NameWithoutExtension => System.IO.Path.GetFileNameWithoutExtension(_path);

    /// <summary>The extension with its dot, or an empty string.</summary>
    public string Extension => System.IO.Path.GetExtension(_path);

    /// <summary>The directory above, or null for a root.</summary>
    public AbsolutePath Parent => System.IO.Path.GetDirectoryName(_path) is { } parent ? new AbsolutePath(parent) : null;

    /// <inheritdoc/>
    AbsolutePath IAbsolutePathHolder.Path => this;

    /// <summary>Makes a path out of rooted text.</summary>
    /// <exception cref="ArgumentException">The text is not rooted.</exception>
    public static AbsolutePath Create(string path) =>
        System.IO.Path.IsPathRooted(path)
            ? new AbsolutePath(path)
            : throw new ArgumentException($"Path '{path}' must be rooted", nameof(path));

    /// <summary>Makes a path out of rooted text; null stays null.</summary>
    public static implicit operator AbsolutePath(string path) => path is null ? null : Create(path);

    /// <summary>The path as text; null stays null.</summary>
    public static implicit operator string(AbsolutePath path) => path?.ToString();

    /// <summary>The directory above: <c>path / ..</c>.</summary>
    public static AbsolutePath operator /(AbsolutePath left, Range range) =>
        range.Equals(Range.All) ? left.Parent : throw new ArgumentException("Only '..' goes up.", nameof(range));

    /// <summary>One or several segments further down.</summary>
    public static AbsolutePath operator /(AbsolutePath left, string right) =>
        new(System.IO.Path.Combine(left._path, right.Trim().TrimStart('/', '\\')));

    /// <summary>The same path with text put after the last segment.</summary>
    public static AbsolutePath operator +(AbsolutePath left, string right) => new(left._path + right);

    /// <summary>Whether both are the same place.</summary>
    public static bool operator ==(AbsolutePath a, AbsolutePath b) => Equals(a, b);

    /// <summary>Whether they are different places.</summary>
    public static bool operator !=(AbsolutePath a, AbsolutePath b) => !Equals(a, b);

    /// <inheritdoc/>
    public override bool Equals(object obj) => obj is AbsolutePath other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Comparer.GetHashCode(_path);

    /// <inheritdoc/>
    public override string ToString() => _path;

    /// <summary>The path in one of the formats above.</summary>
    public string ToString(string format) =>
        format switch
        {
            null or NoQuotes => _path,
            DoubleQuote => $"\"{_path}\"",
            SingleQuote => $"'{_path}'",
            DoubleQuoteIfNeeded => _path.Contains(' ') ? $"\"{_path}\"" : _path,
            SingleQuoteIfNeeded => _path.Contains(' ') ? $"'{_path}'" : _path,
            _ => throw new FormatException($"'{format}' is not a format of a path."),
        };

    /// <inheritdoc/>
    string IFormattable.ToString(string format, IFormatProvider formatProvider) => ToString(format);

    /// <summary>Whether both are the same place.</summary>
    protected bool Equals(AbsolutePath other) => Comparer.Equals(_path, other._path);

    private static StringComparer Comparer => OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>Makes a path out of rooted text.</summary>
    public class TypeConverter : System.ComponentModel.TypeConverter
    {
        /// <inheritdoc/>
        public override bool CanConvertFrom(ITypeDescriptorContext context, Type sourceType) => sourceType == typeof(string);

        /// <inheritdoc/>
        public override object ConvertFrom(ITypeDescriptorContext context, System.Globalization.CultureInfo culture, object value) =>
            Create((string)value);
    }
}
