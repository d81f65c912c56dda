namespace MailFactory.Testing.Tests;

/// <summary>A source file, which the architecture rules are asked of.</summary>
/// <param name="Path">The path relative to the repository, with slashes.</param>
/// <param name="Text">The content.</param>
internal sealed record SourceFile(string Path, string Text)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public static IReadOnlyList<SourceFile> Below(params string[] folders) =>
        [
            .. from folder in folders.Select(folder => Repository.PathOf(folder.Split('/'))).Where(Directory.Exists)
            from path in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            let relative = System.IO.Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')
            where !relative.Contains("/obj/", StringComparison.Ordinal) && !relative.Contains("/bin/", StringComparison.Ordinal)
            select new SourceFile(relative, File.ReadAllText(path)),
        ];
}
