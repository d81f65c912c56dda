namespace MailFactory.Build.Tests.Scripts;

/// <summary>A program named dotnet that writes down how it was called and "compiles" by making the assembly.</summary>
internal sealed class FakeDotnet
{
    private const string Body = """
        here=$(cd "$(dirname "$0")" && pwd)
        printf '%s\n' "$*" >>"$here/calls"
        case $1 in --version | restore | build) printf '%s\n' "$PWD" >>"$here/folders" ;; esac
        case $1 in
          --version) [ ! -f "$here/unfit" ] && echo 10.0.401 ;;
          restore)
            [ ! -f "$here/restore-hangs" ] || exec sleep 60
            if [ -f "$here/restore-fails" ]; then cat "$here/restore-fails"; exit 1; fi
            ;;
          build)
            [ ! -p "$here/gate" ] || read -r answer <"$here/gate"
            if [ -f "$here/build-fails" ]; then cat "$here/build-fails"; exit 1; fi
            engine=${3#-p:NukeEngine=}
            output=$(dirname "$2")/bin/$engine/Debug
            [ ! -f "$here/elsewhere" ] || output=$output/net10.0
            mkdir -p "$output" && touch "$output/_build.dll"
            ;;
          *) echo $(for stream in 0 1 2; do [ ! -e /proc/$$/fd/$stream ] || echo $stream; done) >"$here/streams"; shift; printf 'root %s, in %s: %s\n' "$NUKE_ROOT" "$PWD" "$*"; exit "${FAKE_EXIT:-0}" ;;
        esac
        """;

    public FakeDotnet(string folder)
    {
        Folder = Directory.CreateDirectory(folder).FullName;
        ShellScript.Write(Path.Combine(folder, "dotnet"), Body);
    }

    public string Folder { get; }

    /// <summary>What a restore that fails prints; null for one that succeeds.</summary>
    public string? RestoreErrors
    {
        set => Say("restore-fails", value);
    }

    /// <summary>Whether Nuke.Common can be restored; otherwise the feed answers that it has none.</summary>
    public bool Restores
    {
        set =>
            RestoreErrors = value
                ? null
                : "/a/_build.csproj : error NU1101: Unable to find package Nuke.Common. No packages exist with this id in "
                    + "source(s): feed\n";
    }

    /// <summary>Whether a restore waits for an answer that does not come.</summary>
    public bool RestoreHangs
    {
        set => Say("restore-hangs", value ? "yes" : null);
    }

    /// <summary>Whether there is an SDK that global.json accepts.</summary>
    public bool HasFittingSdk
    {
        set => Say("unfit", value ? null : "yes");
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

    /// <summary>Where commands of the SDK ran.</summary>
    public IReadOnlyList<string> SdkFolders => File.ReadAllLines(Path.Combine(Folder, "folders"));

    /// <summary>The standard streams that the last run had.</summary>
    public string OpenStreams => File.ReadAllText(Path.Combine(Folder, "streams")).Trim();

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
