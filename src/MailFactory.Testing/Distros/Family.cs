namespace MailFactory.Testing.Distros;

/// <summary>Distros that share an installer, an answer file and the way it is handed over.</summary>
internal sealed record Family
{
    /// <summary>The identifier, which is also the folder of its answer-file templates: <c>el</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The answer file's format.</summary>
    public required AnswerFileFormat AnswerFile { get; init; }

    /// <summary>How the installer gets the answer file.</summary>
    public required AnswerDelivery Delivery { get; init; }

    /// <summary>The installer, which chooses the rules its console is read by: <c>anaconda</c>.</summary>
    public required string Installer { get; init; }

    /// <summary>How long an install takes under KVM, in minutes; the guess for a host that has none of its own yet.</summary>
    public required double InstallMinutes { get; init; }

    /// <summary>Whether the ISO stays in the drive during the install; false when kernel and initrd are all it needs.</summary>
    public bool NeedsMedium { get; init; } = true;

    /// <summary>The archives that its distros' packages come from over http, which a cache may keep; none unless set.</summary>
    public IReadOnlyList<Uri> Archives { get; init; } = [];

    /// <summary>The kernel's command line as a Liquid template; it may use <c>volume_id</c> and <c>install_source</c>.</summary>
    public required string KernelArguments { get; init; }
}
