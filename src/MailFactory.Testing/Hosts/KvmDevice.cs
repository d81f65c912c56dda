namespace MailFactory.Testing.Hosts;

/// <summary>What this process can do with /dev/kvm.</summary>
internal enum KvmDevice
{
    /// <summary>There is none.</summary>
    Missing,

    /// <summary>There is one, but this user may not open it.</summary>
    Denied,

    /// <summary>It opens, which does not prove that it can boot a guest.</summary>
    Opens,
}
