using MailFactory.Testing.Pipeline;
using Nuke.Common;

/// <summary>Whether the installers' answer files are right.</summary>
interface ILintAnswerFiles : IHasRun, IHasWorkDirectory
{
    Target LintAnswerFiles => _ => _
        .Description("Checks the answer files of every distro by our own rules and by the validators that are installed")
        .Executes(() => ClassifiedAsync(() => AnswerFileCheck.RunAsync(Options, Output, Cancellation)));
}
