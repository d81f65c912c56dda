namespace MailFactory.Testing.AnswerFiles.Linting;

/// <summary>
/// One statement of an answer file in a form that all formats share, so that rules are data: a key of a preseed file, an option of
/// a kickstart command, a leaf of a YAML or XML tree, a line of a script.
/// </summary>
/// <param name="File">The file's name.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Path">What it is about: <c>network --device</c>, <c>general/mode/halt</c>, <c>script %post</c>.</param>
/// <param name="Value">What it says; empty when being there is all.</param>
internal sealed record Directive(string File, int Line, string Path, string Value);
