using MailFactory.Testing.Media.Debian;
using MailFactory.Testing.Media.Installers;

namespace MailFactory.Testing.Tests.Media.Installers;

/// <summary>What the Debian installer needs to partition for UEFI, in the form of each release's own index.</summary>
public sealed class UefiComponentsTests
{
    private const string Partitioner = """
        Package: partman-base
        Version: 1

        Package: partman-efi
        Version: 1
        Depends: partman-base, efi-modules, dosfstools-udeb, cdebconf-udeb

        Package: dosfstools-udeb
        Version: 1
        Depends: libc6-udeb (>= 2.31)


        """;

    private static string Modules(string kernel) =>
        $"""
            Package: efi-modules-{kernel}-di
            Version: 1
            Provides: efi-modules
            Kernel-Version: {kernel}


            """;

    private static InitrdContents Initrd(string kernel, string provides) =>
        new()
        {
            Components = Index(
                $"Package: cdebconf-udeb\nVersion: 1\n\nPackage: libc6-udeb\nVersion: 1\n\nPackage: kernel-image-{kernel}-di\n"
                    + $"Version: 1\nProvides: {provides}\n\n"
            ),
            KernelVersion = kernel,
            Paths = new HashSet<string>(),
            TakesNoModules = true,
        };

    private static PackageIndex Index(string text) => PackageIndex.Read(new StringReader(text), _ => true);

    private static IEnumerable<string> Needed(string index, InitrdContents initrd) =>
        ComponentClosure.Compute(["partman-efi"], Index(index), initrd).Needed.Select(package => package.Name);

    [Fact]
    public void Debian_13s_kernel_has_the_EFI_modules_itself() =>
        Assert.Equal(
            ["dosfstools-udeb", "partman-base", "partman-efi"],
            Needed(Partitioner, Initrd("6.12.107+deb13-amd64", "efi-modules, kernel-image"))
        );

    [Theory]
    [InlineData("6.1.0-47-amd64")]
    [InlineData("5.10.0-30-amd64")]
    public void Earlier_releases_have_them_as_a_component_of_the_same_kernel(string kernel) =>
        Assert.Equal(
            ["dosfstools-udeb", $"efi-modules-{kernel}-di", "partman-base", "partman-efi"],
            Needed(Partitioner + Modules("5.10.0-99-amd64") + Modules(kernel), Initrd(kernel, "kernel-image"))
        );

    [Fact]
    public void Without_them_the_closure_says_what_is_missing() =>
        Assert.Equal(
            ["efi-modules (needed by partman-efi)"],
            ComponentClosure.Compute(["partman-efi"], Index(Partitioner), Initrd("6.1.0-47-amd64", "kernel-image")).Unknown
        );

    [Theory]
    [InlineData("lib/modules/6.1.0/kernel/fs/efivarfs/efivarfs.ko", true)]
    [InlineData("lib/modules/6.1.0/kernel/fs/fat/vfat.ko.xz", true)]
    [InlineData("lib/modules/6.1.0/kernel/fs/nfs/nfs.ko", false)]
    public void Modules_that_are_made_up_for_hold_the_file_systems_of_UEFI(string path, bool isTaken) =>
        Assert.Equal(isTaken, SupplementRules.KernelModules().IsMatch(path));
}
