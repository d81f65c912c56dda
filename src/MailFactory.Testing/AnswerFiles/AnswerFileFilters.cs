using System.Security;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fluid;
using Fluid.Values;

namespace MailFactory.Testing.AnswerFiles;

/// <summary>
/// The filters by which a value gets into an answer file unharmed. A value with a line break is an
/// <see cref="AnswerFileException"/>, as half of the formats cannot hold one.
/// </summary>
internal static class AnswerFileFilters
{
    private static readonly JsonSerializerOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Adds the filters <c>sh</c>, <c>sh_joined</c>, <c>yaml</c>, <c>xml</c> and <c>cdata</c>.</summary>
    public static void AddTo(FilterCollection filters)
    {
        Add(filters, "sh", Shell);
        Add(filters, "sh_joined", ShellJoined);
        Add(filters, "yaml", Yaml);
        Add(filters, "xml", Xml);
        Add(filters, "cdata", CData);
    }

    /// <summary>One word for a POSIX shell, and for pykickstart, which splits lines as a shell does.</summary>
    public static string Shell(string value) => $"'{value.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>
    /// One word for a POSIX shell that only the shell joins, out of thirds: installers log answer files and the commands in them, and
    /// what waits for the text on the console must not find it there.
    /// </summary>
    public static string ShellJoined(string value)
    {
        var third = Math.Max(value.Length / 3, 1);
        return string.Concat(value.Chunk(third).Select(part => Shell(new string(part))));
    }

    /// <summary>What a line of a script says once a shell has joined its words.</summary>
    public static string Joined(string line) => line.Replace("''", string.Empty, StringComparison.Ordinal);

    /// <summary>A double-quoted YAML scalar; JSON strings are that.</summary>
    public static string Yaml(string value) => JsonSerializer.Serialize(value, _json);

    /// <summary>Text of an XML element or attribute.</summary>
    public static string Xml(string value) => SecurityElement.Escape(value);

    /// <summary>Text inside a CDATA section, which ends and begins anew within the three characters that would end it.</summary>
    public static string CData(string value) => value.Replace("]]>", "]]]]><![CDATA[>", StringComparison.Ordinal);

    private static void Add(FilterCollection filters, string name, Func<string, string> escape) =>
        filters.AddFilter(
            name,
            (input, _, _) =>
            {
                var value = input.ToStringValue();
                return value.Any(char.IsControl)
                    ? throw new AnswerFileException($"a value for the filter '{name}' holds a line break or another control character")
                    : ValueTask.FromResult<FluidValue>(new StringValue(escape(value), encode: false));
            }
        );
}
