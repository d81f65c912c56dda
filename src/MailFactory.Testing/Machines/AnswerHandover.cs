using MailFactory.Testing.AnswerFiles;
using MailFactory.Testing.Distros;
using MailFactory.Testing.Media.Installers;
using MailFactory.Testing.Qemu.Devices;

namespace MailFactory.Testing.Machines;

/// <summary>Hands the answer files to the installer the way its family takes them.</summary>
internal static class AnswerHandover
{
    /// <summary>
    /// Puts the files behind the initrd, or on a seed CD in the machine's folder. Returns the initrd to boot, and the seed CD when
    /// there is one. What the appendix already holds is handed over in any case.
    /// </summary>
    public static async Task<(string Initrd, CdRomDrive? Seed)> PrepareAsync(
        AnswerDelivery delivery,
        IReadOnlyDictionary<string, string> files,
        InitrdAppendix appendix,
        string initrd,
        string folder,
        CancellationToken cancellationToken
    )
    {
        if (delivery == AnswerDelivery.Initrd)
        {
            foreach (var (name, text) in files)
            {
                appendix.Add(name == "preseed.cfg" ? "/preseed.cfg" : $"/mailfactory/{name}", text);
            }

            var target = Path.Combine(folder, "initrd.with-answers.gz");
            await appendix.WriteAsync(initrd, target, cancellationToken).ConfigureAwait(false);
            return (target, null);
        }

        var seed = Path.Combine(folder, "seed.iso");
        var label = delivery == AnswerDelivery.Cidata ? SeedMedium.CidataLabel : SeedMedium.OemdrvLabel;
        await SeedMedium.CreateAsync(seed, label, files, cancellationToken).ConfigureAwait(false);
        return (initrd, new CdRomDrive(seed));
    }
}
