using MailFactory.Testing.Options;
using Nuke.Common;

/// <summary>Which mail checks run.</summary>
interface IHasMailChecks : INukeBuild
{
    [Parameter(
        "Mail checks to run, such as SMTP-01 - Default is all",
        ValueProviderType = typeof(IHasMailChecks),
        ValueProviderMember = nameof(CheckNames)
    )]
    string[] Checks => TryGetValue(() => Checks) ?? [];

    IEnumerable<string> CheckNames => OfferedValues.Checks;
}
