using System.Text;
using Nuke.Common.IO;
using Nuke.Common.Output;

namespace Nuke.Common.Execution;

/// <summary>
/// The schema as the genuine engine leaves it at each start: in another form than the embedded one's, on build servers too.
/// </summary>
internal static class SchemaText
{
    public static void Write(BuildSession session, NukeBuild build, IReadOnlyList<ExecutableTarget> targets)
    {
        var directory = session.RootDirectory / ".nuke";
        var text = Encoding.UTF8.GetString(new SchemaDocument(build, session.Parameters.Parameters, targets).Render());
        File.WriteAllText(directory / "build.schema.json", text.TrimEnd());
        if (!(directory / "parameters.json").FileExists())
        {
            File.WriteAllText(directory / "parameters.json", "{\n  \"$schema\": \"./build.schema.json\"\n}");
        }
    }
}
