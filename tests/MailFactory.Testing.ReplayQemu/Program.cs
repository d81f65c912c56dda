using MailFactory.Testing.ReplayQemu;

// Stands in for qemu-system-x86_64 in tests: a real process with QEMU's arguments, QMP socket, serial files and disks, whose
// guest follows a script. REPLAY_SCRIPT names the script; see Script.cs.
var arguments = new MachineArguments(args);
if (arguments.IsVersion)
{
    Console.WriteLine("QEMU emulator version 0.0.0 (replay)");
    return 0;
}

if (arguments.CanaryExitCode is { } canary)
{
    return canary;
}

var script = Script.Read(Environment.GetEnvironmentVariable("REPLAY_SCRIPT")!).Of(arguments.Name);
using var gate = new GateSockets(arguments.GateSockets);
await using var qmp = new QmpServer(arguments.QmpSocket);
await using var guest = new Guest(arguments, script, qmp);
return await guest.RunAsync();
