namespace Nuke.Common;

/// <content>What a build can override to take part in its run.</content>
public abstract partial class NukeBuild
{
    /// <summary>Parameters have their values; nothing else is known yet.</summary>
    protected internal virtual void OnBuildCreated() { }

    /// <summary>The plan is made; nothing has run yet.</summary>
    protected internal virtual void OnBuildInitialized() { }

    /// <summary>Everything is over, also after a failure or a signal.</summary>
    protected internal virtual void OnBuildFinished() { }

    /// <summary>The target begins.</summary>
    protected internal virtual void OnTargetRunning(string target) { }

    /// <summary>The target was left out.</summary>
    protected internal virtual void OnTargetSkipped(string target) { }

    /// <summary>The target ran to its end.</summary>
    protected internal virtual void OnTargetSucceeded(string target) { }

    /// <summary>The target threw.</summary>
    protected internal virtual void OnTargetFailed(string target) { }
}
