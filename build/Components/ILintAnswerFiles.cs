using MailFactory.Testing.Commands;
using Nuke.Common;

/// <summary>Whether the installers' answer files are right.</summary>
interface ILintAnswerFiles : IHasRun, IHasWorkDirectory
{
    Target LintAnswerFiles =>
        _ =>
            _.Description("Checks every distro's answer files by this project's rules and with the validators that are installed")
                .Executes(() => ClassifiedAsync(() => AnswerFileCheck.RunAsync(Options, Output, Cancellation)));
}
