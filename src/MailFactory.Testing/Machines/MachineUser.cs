namespace MailFactory.Testing.Machines;

/// <summary>The user that every installed machine has.</summary>
internal static class MachineUser
{
    /// <summary>The login name.</summary>
    public const string Name = "mailtest";
}
