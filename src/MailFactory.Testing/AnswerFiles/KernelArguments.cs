using MailFactory.Testing.Distros;

namespace MailFactory.Testing.AnswerFiles;

/// <summary>An installer's kernel command line.</summary>
internal static class KernelArguments
{
    /// <summary>
    /// Renders the family's template for a distro. The volume id is that of the ISO, read from it; it may be null for families
    /// whose installer does not look for a volume. Throws <see cref="AnswerFileException"/> when the template needs what is not
    /// there, and when a value would not be one word of the command line.
    /// </summary>
    public static string Render(Family family, Distro distro, string? volumeId)
    {
        var name = $"kernelArguments of {family.Id}";
        if (volumeId is null && family.KernelArguments.Contains("volume_id", StringComparison.Ordinal))
        {
            throw new AnswerFileException($"{name}: the volume id of the medium is not known");
        }

        var line = LiquidText.Render(
            name,
            family.KernelArguments,
            new Values(VolumeLabel.Escape(volumeId ?? string.Empty), distro.InstallSource)
        );
        return line.Any(char.IsControl) ? throw new AnswerFileException($"{name}: holds a control character") : line;
    }

    private sealed record Values(string VolumeId, Uri? InstallSource);
}
