using Nuke.Common.CI;

namespace Nuke.Common.Execution;

/// <content>The host, which only the engine makes.</content>
internal sealed partial class BuildSession
{
    private Host _host;

    public Host Host
    {
        get => _host ??= Hosts.Create(HostName);
        set => _host = value;
    }

    public bool IsServerBuild => Host is IBuildServer;
}
