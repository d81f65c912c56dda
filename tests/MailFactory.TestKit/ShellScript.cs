namespace MailFactory.TestKit;

/// <summary>Small shell scripts in the place of host programs.</summary>
internal static class ShellScript
{
    public static void Write(string path, string body)
    {
        File.WriteAllText(path, $"#!/bin/sh\n{body}");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
