using MailFactory.Testing.Conformance.Running;
using MailFactory.Testing.Dashboard.Overview;
using MailFactory.Testing.Distros;

namespace MailFactory.Testing.Options;

/// <summary>Values to offer where one is asked for: in editors and in the shell's completion.</summary>
public static class OfferedValues
{
    /// <summary>What --accelerator takes.</summary>
    public static IEnumerable<string> Accelerators => OptionTables.Accelerator.Words;

    /// <summary>What --firmware takes.</summary>
    public static IEnumerable<string> Firmwares => OptionTables.Firmware.Words;

    /// <summary>What --package-cache takes.</summary>
    public static IEnumerable<string> PackageCaches => OptionTables.CachesPackages.Words;

    /// <summary>What --provisioner takes.</summary>
    public static IEnumerable<string> Provisioners => OptionTables.UsesMailFactory.Words;

    /// <summary>What --server-profile takes.</summary>
    public static IEnumerable<string> ServerProfiles => OptionTables.Server.Words;

    /// <summary>What --ports takes.</summary>
    public static IEnumerable<string> MailServices => ServiceWords.Names;

    /// <summary>What --parts takes.</summary>
    public static IEnumerable<string> Parts => PartWords.All;

    /// <summary>What --show takes.</summary>
    public static IEnumerable<string> StatusParts => StatusOverview.Parts;

    /// <summary>What --format takes.</summary>
    public static IEnumerable<string> StatusFormats => StatusView.Formats;

    /// <summary>What --checks takes: groups of conformance checks and the identifiers of all.</summary>
    public static IEnumerable<string> Checks => CheckSelection.Words;

    /// <summary>What --distro takes; nothing when the catalogue cannot be read, which is said when options are checked.</summary>
    /// <param name="repository">The folder that holds preseeds/.</param>
    public static IEnumerable<string> Distros(string repository)
    {
        try
        {
            return [.. CatalogFile.Read(repository).Ids, "all"];
        }
        catch (CatalogException)
        {
            return [];
        }
    }
}
