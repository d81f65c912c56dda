using Nuke.Common.Execution;
using Nuke.Common.IO;

namespace Nuke.Common.Output;

/// <summary>Keeps <c>.nuke/build.schema.json</c> up to date, with which editors check and complete parameter files.</summary>
internal static class SchemaFile
{
    /// <summary>Writes the schema if it changed and the directory is there; build servers leave the repository alone.</summary>
    public static void Update(BuildSession session, NukeBuild build, IReadOnlyList<ExecutableTarget> targets)
    {
        var directory = session.RootDirectory / ".nuke";
        if (session.IsServerBuild || !directory.DirectoryExists())
        {
            return;
        }

        var file = directory / "build.schema.json";
        var content = new SchemaDocument(build, session.Parameters.Parameters, targets).Render();
        if (!file.FileExists() || !file.ReadAllBytes().AsSpan().SequenceEqual(content))
        {
            file.WriteAllBytes(content);
        }

        if (!(directory / "parameters.json").FileExists())
        {
            (directory / "parameters.json").WriteAllLines(["{", "  \"$schema\": \"./build.schema.json\"", "}"]);
        }
    }
}
