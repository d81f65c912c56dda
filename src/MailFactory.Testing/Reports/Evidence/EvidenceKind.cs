using MailFactory.Testing.Runs;

namespace MailFactory.Testing.Reports.Evidence;

/// <summary>A kind of evidence: what a bundle should have, and how the files of a run are told apart.</summary>
/// <param name="Title">Its name for people.</param>
/// <param name="Folder">Where its files are in the bundle.</param>
/// <param name="Missing">What is said when there are none.</param>
/// <param name="Has">Whether a file of a stage, by its name without folder, is of this kind.</param>
internal sealed record EvidenceKind(string Title, string Folder, string Missing, Func<StageResult, string, bool> Has)
{
    /// <summary>The result of the distro itself, which is always there.</summary>
    public static EvidenceKind Result { get; } = new("Result of the stages and checks", string.Empty, string.Empty, (_, _) => false);

    /// <summary>The distro's part of the journal.</summary>
    public static EvidenceKind Journal { get; } =
        new("Journal", "journal", "no journal was written, or it says nothing about this distro", (_, _) => false);

    /// <summary>All kinds in the order of the index.</summary>
    public static IReadOnlyList<EvidenceKind> All { get; } =
    [
        Result,
        new(
            "Serial console",
            "serial",
            "no machine has written to its console",
            (_, name) => name.EndsWith("serial.log", StringComparison.Ordinal)
        ),
        new(
            "Screens",
            "screens",
            "no screenshot was taken: the machine was not started, or had ended by itself",
            (_, name) => name.EndsWith(".png", StringComparison.Ordinal)
        ),
        new(
            "QEMU command line",
            "qemu",
            "no machine was started",
            (_, name) => name.EndsWith(".qemu-command.txt", StringComparison.Ordinal)
        ),
        new("QMP events", "qemu", "no machine was started", (_, name) => name.EndsWith(".qmp-events.jsonl", StringComparison.Ordinal)),
        new(
            "Block statistics",
            "qemu",
            "no machine could be asked: it was not started, or had ended by itself",
            (_, name) => name.EndsWith(".block-stats.json", StringComparison.Ordinal)
        ),
        new(
            "Answer files, redacted",
            "answers",
            "none was written: the machine was not prepared in this run",
            (stage, _) => stage.Stage == Stage.Create
        ),
        new(
            "Installer's logs",
            "installer",
            "the installer has sent none",
            (_, name) => name.StartsWith("installer", StringComparison.Ordinal) && name.EndsWith(".log", StringComparison.Ordinal)
        ),
        new(
            "Installed packages",
            "packages",
            "not known: the installed system was never reached in this run",
            (stage, name) => stage.Stage == Stage.Install && name == "install.json"
        ),
        Journal,
    ];

    /// <summary>The kind of a file; null for one that does not belong into a bundle, such as an archived disk.</summary>
    public static EvidenceKind? Of(StageResult stage, string name) => All.FirstOrDefault(kind => kind.Has(stage, name));
}
