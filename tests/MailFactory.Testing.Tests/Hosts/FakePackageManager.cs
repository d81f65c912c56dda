using MailFactory.Testing.Hosts;

namespace MailFactory.Testing.Tests.Hosts;

/// <summary>A real child process in the place of apt-get: writes its arguments down and "installs" by creating files.</summary>
internal sealed class FakePackageManager(TemporaryFolder folder)
{
    public string ToolPath => folder.PathOf("bin", "wanted-tool");

    public string[] Calls => File.Exists(folder.PathOf("calls")) ? File.ReadAllLines(folder.PathOf("calls")) : [];

    public static HostTool Tool(string path, bool isOptional = false) =>
        new()
        {
            Name = "wanted-tool",
            Purpose = "do the work",
            AnyOf = [path],
            Packages = new Dictionary<string, string> { ["apt-get"] = "wanted-package" },
            IsOptional = isOptional,
        };

    /// <summary>An apt-get that runs <paramref name="script"/> with <c>$folder</c> set, after noting its arguments.</summary>
    public PackageManager WithScript(string script)
    {
        Directory.CreateDirectory(folder.PathOf("bin"));
        var path = folder.PathOf("apt-get");
        ShellScript.Write(path, $"folder='{folder.Path}'\necho \"$@\" >>\"$folder/calls\"\n{script}\n");
        return PackageManager.AptGet with { Path = path };
    }
}
