using System.Text.Json.Serialization;

namespace MailFactory.Testing.Processes;

/// <summary>What a child process of a run is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProcessKind>))]
internal enum ProcessKind
{
    /// <summary>QEMU with a virtual machine; also what a lease from before there were kinds names.</summary>
    Machine,

    /// <summary>A program that works on a machine from outside, such as Mail Server Factory.</summary>
    Provisioner,

    /// <summary>The cache from which all guests get their packages.</summary>
    PackageCache,
}
