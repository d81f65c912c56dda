using MailFactory.Testing.Options;
using Nuke.Common;

/// <summary>Which conformance checks run.</summary>
interface IHasChecks : INukeBuild
{
    [Parameter(
        "Mail checks to run, such as SMTP-01 - Default is all",
        ValueProviderType = typeof(IHasChecks),
        ValueProviderMember = nameof(CheckNames)
    )]
    string[] Checks => TryGetValue(() => Checks) ?? [];

    IEnumerable<string> CheckNames => OfferedValues.Checks;
}
