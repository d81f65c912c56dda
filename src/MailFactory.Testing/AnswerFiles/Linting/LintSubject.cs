using MailFactory.Testing.Distros;

namespace MailFactory.Testing.AnswerFiles.Linting;

/// <summary>The rendered answer files of one distro.</summary>
internal sealed record LintSubject
{
    /// <summary>The distro's identifier, which findings begin with.</summary>
    public required string Distro { get; init; }

    /// <summary>The format, which chooses reader and rules.</summary>
    public required AnswerFileFormat Format { get; init; }

    /// <summary>Family and release, by which rules are restricted: <c>fedora-41</c>, <c>el-9</c>.</summary>
    public required string Release { get; init; }

    /// <summary>The values the files were rendered with.</summary>
    public required AnswerFileInputs Inputs { get; init; }

    /// <summary>The template of the installer's kernel command line.</summary>
    public required string KernelArguments { get; init; }

    /// <summary>The rendered files by name.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }
}
