using MailFactory.Testing.Tests.Hosts;

namespace MailFactory.Build.Tests.Scripts;

/// <summary>A program named dotnet that writes down how it was called and "compiles" by making the assembly.</summary>
internal sealed class FakeDotnet
{
    private const string Body = """
        here=$(cd "$(dirname "$0")" && pwd)
        printf '%s\n' "$*" >>"$here/calls"
        case $1 in
          restore) [ ! -f "$here/restore-fails" ] ;;
          build)
            [ ! -p "$here/gate" ] || read -r answer <"$here/gate"
            if [ -f "$here/build-fails" ]; then cat "$here/build-fails"; exit 1; fi
            engine=${3#-p:NukeEngine=}
            output=$(dirname "$2")/bin/$engine/Debug
            [ ! -f "$here/elsewhere" ] || output=$output/net10.0
            mkdir -p "$output" && touch "$output/_build.dll"
            ;;
          *) shift; printf 'root %s, in %s: %s\n' "$NUKE_ROOT" "$PWD" "$*"; exit "${FAKE_EXIT:-0}" ;;
        esac
        """;

    public FakeDotnet(string folder)
    {
        Folder = Directory.CreateDirectory(folder).FullName;
        Script.Write(Path.Combine(folder, "dotnet"), Body);
        Restores = true;
    }

    public string Folder { get; }

    /// <summary>Whether Nuke.Common can be restored.</summary>
    public bool Restores
    {
        set => Say("restore-fails", value ? null : "no");
    }

    /// <summary>What the compiler prints before it fails; null for a compile that succeeds.</summary>
    public string? CompilerErrors
    {
        set => Say("build-fails", value);
    }

    /// <summary>Whether a compile leaves its assembly where build.sh does not look for it.</summary>
    public bool CompilesElsewhere
    {
        set => Say("elsewhere", value ? "yes" : null);
    }

    /// <summary>A named pipe on which a compile waits for a line, once it is made.</summary>
    public string Gate => Path.Combine(Folder, "gate");

    public int Probes => Calls("restore ").Count;

    public int Compiles => Calls("build ").Count;

    public IReadOnlyList<string> Calls(string start)
    {
        var file = Path.Combine(Folder, "calls");
        return File.Exists(file) ? [.. File.ReadAllLines(file).Where(line => line.StartsWith(start, StringComparison.Ordinal))] : [];
    }

    private void Say(string name, string? content)
    {
        File.Delete(Path.Combine(Folder, name));
        if (content is not null)
        {
            File.WriteAllText(Path.Combine(Folder, name), content);
        }
    }
}
