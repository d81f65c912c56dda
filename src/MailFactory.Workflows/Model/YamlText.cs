using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MailFactory.Workflows.Model;

/// <summary>Writes YAML in the order it is told, with comments, which no serializer keeps.</summary>
internal sealed class YamlText
{
    private readonly Emitter _emitter;

    private YamlText(TextWriter text) =>
        _emitter = new Emitter(
            text,
            new EmitterSettings(bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024, indentSequences: true)
        );

    /// <summary>A document of one mapping.</summary>
    public static string Of(Action<YamlText> content)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var yaml = new YamlText(text);
        yaml._emitter.Emit(new StreamStart());
        yaml._emitter.Emit(new DocumentStart(version: null, tags: null, isImplicit: true));
        yaml.Mapping(content);
        yaml._emitter.Emit(new DocumentEnd(isImplicit: true));
        yaml._emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    /// <summary>A key with a text; several lines become a block. Nothing when the text is null.</summary>
    public void Pair(string key, string? value, string? comment = null)
    {
        if (value is null)
        {
            return;
        }

        Scalar(key, ScalarStyle.Any);
        Scalar(value, value.Contains('\n', StringComparison.Ordinal) ? ScalarStyle.Literal : ScalarStyle.Any);
        if (comment is not null)
        {
            _emitter.Emit(new Comment(comment, isInline: true));
        }
    }

    /// <summary>A key with an empty mapping.</summary>
    public void Empty(string key)
    {
        Scalar(key, ScalarStyle.Any);
        _emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, MappingStyle.Flow));
        _emitter.Emit(new MappingEnd());
    }

    /// <summary>A key with a mapping below it.</summary>
    public void Mapping(string key, Action<YamlText> content)
    {
        Scalar(key, ScalarStyle.Any);
        Mapping(content);
    }

    /// <summary>A key with pairs below it; nothing when there are none.</summary>
    public void Pairs(string key, IReadOnlyDictionary<string, string> pairs)
    {
        if (pairs.Count > 0)
        {
            Mapping(key, yaml => pairs.ToList().ForEach(pair => yaml.Pair(pair.Key, pair.Value)));
        }
    }

    /// <summary>A key with a list of mappings below it.</summary>
    public void List<T>(string key, IEnumerable<T> items, Action<YamlText, T> content)
    {
        Scalar(key, ScalarStyle.Any);
        _emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Block));
        foreach (var item in items)
        {
            Mapping(yaml => content(yaml, item));
        }

        _emitter.Emit(new SequenceEnd());
    }

    /// <summary>A key with a list of words in one line; nothing when there are none.</summary>
    public void Words(string key, IReadOnlyList<string> words)
    {
        if (words.Count == 0)
        {
            return;
        }

        Scalar(key, ScalarStyle.Any);
        _emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Flow));
        words.ToList().ForEach(word => Scalar(word, ScalarStyle.Any));
        _emitter.Emit(new SequenceEnd());
    }

    private void Mapping(Action<YamlText> content)
    {
        _emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, MappingStyle.Block));
        content(this);
        _emitter.Emit(new MappingEnd());
    }

    private void Scalar(string value, ScalarStyle style) =>
        _emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, value, style, isPlainImplicit: true, isQuotedImplicit: true));
}
