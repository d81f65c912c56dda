namespace MailFactory.Testing.Archives;

/// <summary>What a manifest must say for an archive to be traced back to its medium.</summary>
internal static class ManifestRules
{
    /// <summary>What is missing, in words; nothing for a complete manifest. A mail test may still be to come.</summary>
    public static IEnumerable<string> Missing(ArchiveManifest manifest)
    {
        if (manifest.Packages.Count == 0)
        {
            yield return "packages";
        }

        if (manifest.InstalledBytes is null)
        {
            yield return "size before compression";
        }

        if (manifest.Provenance is not { } provenance)
        {
            yield return "provenance";
            yield break;
        }

        foreach (
            var (name, isMissing) in new[]
            {
                ("trust in the medium", manifest.Trust.Length == 0),
                ("accelerator", manifest.Accelerator.Length == 0),
                ("phases of the install", provenance.PhaseSeconds.Count == 0),
                ("proof that the disk boots alone", provenance.BootSeconds <= 0),
                ("digest of the medium", provenance.Medium.Sha256.Length == 0),
                ("proof of the medium", provenance.Medium.Proof.Length == 0),
                ("digest of an answer file", provenance.AnswerFiles.Count == 0),
                ("machine size", provenance.MemoryMiB <= 0 || provenance.DiskGiB <= 0 || provenance.Cpus <= 0),
                ("QEMU version", provenance.Qemu.Length == 0),
                ("tool version", provenance.Tool.Length == 0),
            }
        )
        {
            if (isMissing)
            {
                yield return name;
            }
        }
    }
}
