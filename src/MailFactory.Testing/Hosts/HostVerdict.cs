namespace MailFactory.Testing.Hosts;

/// <summary>Whether one property of the host is fit for a run.</summary>
internal enum HostVerdict
{
    /// <summary>Fit.</summary>
    Ok,

    /// <summary>A run works, but slower or with less.</summary>
    Warn,

    /// <summary>A run cannot work.</summary>
    Fail,
}
