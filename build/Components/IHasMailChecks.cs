using MailFactory.Testing.Options;
using Nuke.Common;

/// <summary>Which mail checks run.</summary>
interface IHasMailChecks : INukeBuild
{
    [Parameter(
        "Mail checks to run, by identifier or group, such as TLS,SMTP-01 - Default is all",
        ValueProviderType = typeof(IHasMailChecks),
        ValueProviderMember = nameof(CheckNames)
    )]
    string[] Checks => TryGetValue(() => Checks) ?? [];

    IEnumerable<string> CheckNames => OfferedValues.Checks;
}
