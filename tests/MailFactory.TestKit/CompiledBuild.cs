namespace MailFactory.TestKit;

/// <summary>The build of this repository, as build.sh or an IDE compiled it.</summary>
internal static class CompiledBuild
{
    /// <summary>The assembly with the embedded engine, or that with NUKE's where only that one was compiled; it may not be there.</summary>
    public static string In(string root)
    {
        var embedded = With("Embedded", root);
        return File.Exists(embedded) || !File.Exists(With("Package", root)) ? embedded : With("Package", root);
    }

    private static string With(string engine, string root) => Path.Combine(root, "build", "bin", engine, "Debug", "_build.dll");
}
